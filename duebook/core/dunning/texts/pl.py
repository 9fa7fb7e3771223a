"""Polish: formal plural address; dates in sentences end in "r." (year)."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Szanowni Państwo,",
    letters={
        "friendly": Letter(
            "Zbliżający się termin płatności – nr klienta {customer}",
            "uprzejmie przypominamy, że zbliża się termin płatności poniższej kwoty.",
            "Jeżeli przelew został już zlecony, nie muszą Państwo nic więcej robić. W przeciwnym razie "
            "prosimy o zapłatę najpóźniej w podanym terminie płatności.",
        ),
        "due_today": Letter(
            "Nadszedł termin płatności – nr klienta {customer}",
            "informujemy, że nadszedł termin płatności poniższej kwoty.",
            "Jeżeli płatność nie została jeszcze dokonana, prosimy o przelew kwoty {total} na wskazany niżej "
            "rachunek.",
        ),
        "first": Letter(
            "Przypomnienie o płatności – nr klienta {customer}",
            "według naszych zapisów nie otrzymaliśmy jeszcze zapłaty poniższej kwoty; zapewne uszło to "
            "Państwa uwadze.",
            "Prosimy o przelew kwoty {total} do dnia {pay_by} r. Jeżeli coś stoi na przeszkodzie płatności, "
            "prosimy o wiadomość – chętnie poszukamy wspólnie rozwiązania.",
        ),
        "second": Letter(
            "Wezwanie do zapłaty – nr klienta {customer}",
            "termin płatności poniższej kwoty minął, a zapłata do dziś do nas nie wpłynęła.",
            "Prosimy o uregulowanie kwoty {total} do dnia {pay_by} r. lub o informację w tym terminie, co "
            "stoi na przeszkodzie i kiedy możemy spodziewać się zapłaty.",
        ),
        "final": Letter(
            "Ostateczne wezwanie do zapłaty – nr klienta {customer}",
            "mimo upływu czasu od terminu płatności poniższa kwota nadal nie została zapłacona.",
            "Jest to nasze ostateczne wezwanie. Prosimy o zapłatę kwoty {total} najpóźniej do dnia {pay_by} "
            "r. Po bezskutecznym upływie tego terminu będziemy zmuszeni rozważyć dalsze kroki, takie jak "
            "przekazanie sprawy firmie windykacyjnej lub naszym prawnikom. Związanych z tym kosztów "
            "wolelibyśmy Państwu oszczędzić.",
        ),
    },
    carried="Dla porządku zestawienie obejmuje również kwoty, których termin płatności minął wcześniej.",
    promised="Zapowiedziana przez Państwa na dzień {date} r. zapłata za {numbers} do nas nie wpłynęła.",
    set_off="Kwoty na Państwa korzyść zostały już odliczone.",
    disputed="Zestawienie nie obejmuje kwot przez Państwa kwestionowanych.",
    crossed="Jeżeli zapłata została już dokonana, prosimy uznać tę wiadomość za bezprzedmiotową.",
    query="W razie pytań lub zastrzeżeń do którejkolwiek pozycji wystarczy odpowiedzieć na tę wiadomość.",
    bank_details="Dane do przelewu:",
    closing="Z poważaniem",
    labels=Labels(
        number="Dokument",
        issue_date="Data wystawienia",
        due_date="Termin płatności",
        days_overdue="Dni po terminie",
        amount="Kwota",
        open="Pozostało",
        total="Razem",
        balance="Do zapłaty",
        credit_note="Faktura korygująca",
        advance="Zaliczka",
        unapplied_cash="Wpłata nierozliczona",
        holder="Odbiorca",
        iban="Nr rachunku (IBAN)",
        bic="BIC",
        bank="Bank",
        reference="Tytuł przelewu",
    ),
)
