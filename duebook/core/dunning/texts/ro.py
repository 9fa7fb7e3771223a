"""Romanian: formal address; the first sentence goes on after the comma of the greeting."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Stimată doamnă, stimate domn,",
    letters={
        "friendly": Letter(
            "Scadență apropiată – client nr. {customer}",
            "vă reamintim cu amabilitate că suma de mai jos urmează să ajungă în curând la scadență.",
            "Dacă plata este deja programată, nu mai este nevoie de nimic din partea dumneavoastră. În caz "
            "contrar, vă rugăm să o efectuați cel târziu la data scadenței indicate.",
        ),
        "due_today": Letter(
            "Sumă ajunsă la scadență – client nr. {customer}",
            "suma de mai jos a ajuns la scadență.",
            "Dacă plata nu a fost deja efectuată, vă rugăm să virați {total} în contul indicat mai jos.",
        ),
        "first": Letter(
            "Reamintire de plată – client nr. {customer}",
            "conform evidențelor noastre, nu am primit încă plata sumei de mai jos; probabil este vorba de o "
            "simplă scăpare.",
            "Vă rugăm să virați {total} până la data de {pay_by}. Dacă există un motiv care întârzie plata, "
            "vă rugăm să ni-l comunicați; vom căuta cu plăcere o soluție împreună.",
        ),
        "second": Letter(
            "Notificare privind o plată restantă – client nr. {customer}",
            "suma de mai jos este restantă, iar plata nu ne-a parvenit până în prezent.",
            "Vă rugăm să vă asigurați că {total} ne parvine până la data de {pay_by} sau să ne comunicați "
            "până atunci motivul întârzierii și data la care putem conta pe plată.",
        ),
        "final": Letter(
            "Ultima notificare de plată – client nr. {customer}",
            "în pofida timpului scurs de la scadență, suma de mai jos este în continuare neachitată.",
            "Aceasta este ultima noastră notificare. Vă rugăm să achitați {total} cel târziu la data de "
            "{pay_by}. După această dată vom fi nevoiți să luăm în considerare alte măsuri, precum predarea "
            "dosarului unei firme de recuperare a creanțelor sau avocaților noștri, cu costuri de care am "
            "prefera să vă scutim.",
        ),
    },
    carried="Pentru o imagine completă, tabelul cuprinde și sume scadente anterior.",
    promised="Ne-ați anunțat plata pentru {numbers} până la data de {date}; aceasta nu ne-a parvenit.",
    set_off="Sumele aflate în favoarea dumneavoastră au fost deja deduse.",
    disputed="Sumele pe care le contestați nu sunt incluse.",
    crossed="Dacă ați efectuat plata între timp, vă rugăm să nu luați în considerare acest mesaj.",
    query="Pentru întrebări sau dacă nu sunteți de acord cu una dintre sume, este suficient să răspundeți la "
    "acest e-mail.",
    bank_details="Date bancare pentru plată:",
    closing="Cu stimă,",
    labels=Labels(
        number="Document",
        issue_date="Data emiterii",
        due_date="Scadență",
        days_overdue="Zile de întârziere",
        amount="Sumă",
        open="Rest de plată",
        total="Total",
        balance="De plătit",
        credit_note="Notă de credit",
        advance="Avans",
        unapplied_cash="Plată nealocată",
        holder="Titular cont",
        iban="IBAN",
        bic="BIC",
        bank="Bancă",
        reference="Detalii plată",
    ),
)
