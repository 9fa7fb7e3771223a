"""German: formal address; the first sentence goes on after the comma of the greeting."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Sehr geehrte Damen und Herren,",
    letters={
        "friendly": Letter(
            "Zahlung demnächst fällig – Kundennr. {customer}",
            "mit diesem freundlichen Hinweis möchten wir Sie vorab daran erinnern, dass der nachstehende "
            "Betrag in Kürze fällig wird.",
            "Falls Sie die Zahlung bereits veranlasst haben, brauchen Sie nichts weiter zu tun. Andernfalls "
            "bitten wir um Zahlung bis zum angegebenen Fälligkeitstag.",
        ),
        "due_today": Letter(
            "Zahlung jetzt fällig – Kundennr. {customer}",
            "der nachstehende Betrag ist nun zur Zahlung fällig.",
            "Bitte überweisen Sie {total} auf das unten genannte Konto, sofern dies noch nicht geschehen "
            "ist.",
        ),
        "first": Letter(
            "Zahlungserinnerung – Kundennr. {customer}",
            "sicher ist es Ihrer Aufmerksamkeit entgangen: Für den nachstehenden Betrag konnten wir noch "
            "keinen Zahlungseingang feststellen.",
            "Bitte überweisen Sie {total} bis zum {pay_by}. Sollte der Zahlung etwas entgegenstehen, lassen "
            "Sie es uns bitte wissen; wir finden gern gemeinsam mit Ihnen eine Lösung.",
        ),
        "second": Letter(
            "Mahnung – Kundennr. {customer}",
            "der nachstehende Betrag ist überfällig, und wir konnten bis heute keinen Zahlungseingang "
            "feststellen.",
            "Bitte sorgen Sie dafür, dass {total} bis zum {pay_by} bei uns eingeht, oder teilen Sie uns bis "
            "dahin mit, was der Zahlung entgegensteht und wann wir mit ihr rechnen können.",
        ),
        "final": Letter(
            "Letzte Mahnung – Kundennr. {customer}",
            "obwohl seit der Fälligkeit geraume Zeit verstrichen ist, wurde der nachstehende Betrag noch "
            "nicht beglichen.",
            "Dies ist unsere letzte Mahnung. Bitte zahlen Sie {total} bis spätestens zum {pay_by}. Nach "
            "Ablauf dieser Frist müssen wir weitere Schritte prüfen, etwa die Übergabe an ein "
            "Inkassounternehmen oder an unsere Rechtsanwälte. Die damit verbundenen Kosten möchten wir "
            "Ihnen gern ersparen.",
        ),
    },
    carried="Der Vollständigkeit halber enthält die Aufstellung auch Beträge, die schon früher fällig waren.",
    promised="Für {numbers} hatten Sie uns die Zahlung bis zum {date} angekündigt; sie ist bislang nicht "
    "eingegangen.",
    set_off="Ihre Guthaben haben wir bereits abgezogen.",
    disputed="Beträge, die Sie beanstandet haben, sind nicht enthalten.",
    crossed="Sollten Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos.",
    query="Haben Sie Fragen oder sind Sie mit einer Position nicht einverstanden? Antworten Sie einfach auf "
    "diese E-Mail.",
    bank_details="Bitte überweisen Sie auf folgendes Konto:",
    closing="Mit freundlichen Grüßen",
    labels=Labels(
        number="Beleg",
        issue_date="Belegdatum",
        due_date="Fällig am",
        days_overdue="Tage überfällig",
        amount="Betrag",
        open="Offen",
        total="Summe",
        balance="Zu zahlen",
        credit_note="Gutschrift",
        advance="Anzahlung",
        unapplied_cash="Noch nicht zugeordnete Zahlung",
        holder="Kontoinhaber",
        iban="IBAN",
        bic="BIC",
        bank="Bank",
        reference="Verwendungszweck",
    ),
)
