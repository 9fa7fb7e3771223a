"""Italian: commercial plural address; "il giorno" before a date avoids the elision of the article."""

from duebook.core.dunning.texts.values import Labels, Letter, Texts

TEXTS = Texts(
    greeting="Gentile Cliente,",
    letters={
        "friendly": Letter(
            "Scadenza imminente – cliente n. {customer}",
            "desideriamo ricordarVi che l’importo sotto indicato è di prossima scadenza.",
            "Se il pagamento è già stato disposto, non occorre fare altro. In caso contrario, Vi preghiamo "
            "di effettuarlo entro la data di scadenza indicata.",
        ),
        "due_today": Letter(
            "Pagamento in scadenza – cliente n. {customer}",
            "l’importo sotto indicato è giunto a scadenza.",
            "Se non avete già provveduto, Vi preghiamo di versare {total} sul conto riportato di seguito.",
        ),
        "first": Letter(
            "Promemoria di pagamento – cliente n. {customer}",
            "dalle nostre registrazioni l’importo sotto indicato non risulta ancora pagato; si tratta "
            "probabilmente di una semplice dimenticanza.",
            "Vi preghiamo di versare {total} entro il giorno {pay_by}. Se qualcosa impedisce il pagamento, "
            "Vi invitiamo a farcelo sapere: cercheremo volentieri una soluzione insieme a Voi.",
        ),
        "second": Letter(
            "Sollecito di pagamento – cliente n. {customer}",
            "l’importo sotto indicato è scaduto e, a oggi, non ci risulta pagato.",
            "Vi preghiamo di farci pervenire {total} entro il giorno {pay_by}, oppure di comunicarci entro "
            "tale data il motivo del ritardo e quando potremo contare sul pagamento.",
        ),
        "final": Letter(
            "Ultimo sollecito di pagamento – cliente n. {customer}",
            "nonostante il tempo trascorso dalla scadenza, l’importo sotto indicato risulta tuttora "
            "insoluto.",
            "Questo è il nostro ultimo sollecito. Vi invitiamo a versare {total} entro e non oltre il giorno "
            "{pay_by}. Decorso tale termine, saremo costretti a valutare ulteriori passi, come l’affidamento "
            "della pratica a una società di recupero crediti o ai nostri legali, con costi che preferiremmo "
            "evitarVi.",
        ),
    },
    carried="Per completezza, la tabella riporta anche importi scaduti in precedenza.",
    promised="Ci avevate annunciato il pagamento di {numbers} entro il giorno {date}; a oggi non ci è "
    "pervenuto.",
    set_off="Gli importi a Vostro credito sono già stati detratti.",
    disputed="Gli importi da Voi contestati non sono inclusi.",
    crossed="Se nel frattempo avete già effettuato il pagamento, Vi preghiamo di non tenere conto di questo "
    "messaggio.",
    query="Per eventuali domande, o se non concordate su uno degli importi, è sufficiente rispondere a "
    "questa e-mail.",
    bank_details="Coordinate bancarie per il pagamento:",
    closing="Cordiali saluti",
    labels=Labels(
        number="Documento",
        issue_date="Data",
        due_date="Scadenza",
        days_overdue="Giorni di ritardo",
        amount="Importo",
        open="Residuo",
        total="Totale",
        balance="Da pagare",
        credit_note="Nota di credito",
        advance="Acconto",
        unapplied_cash="Pagamento non ancora abbinato",
        holder="Intestatario",
        iban="IBAN",
        bic="BIC",
        bank="Banca",
        reference="Causale",
    ),
)
