"""What banks call their columns, in the languages they export in; compared without case, spaces and signs."""

SEVERAL = frozenset({"booking_date", "value_date", "remittance", "payer_name", "references"})
"""Columns of ours that several of theirs may fill: texts are joined, of days the first filled one counts."""

NAMES: dict[str, tuple[str, ...]] = {
    "booking_date": (
        "bookingdate", "bookdate", "postingdate", "posteddate", "dateposted", "dateprocessed",
        "transactiondate", "date", "created", "completeddate", "buchungstag", "buchungsdatum", "buchung",
        "datum", "dateoperation", "datedopération", "dateopération", "datecomptable",
        "datedecomptabilisation", "fecha", "fechaoperación", "fechacontable", "data", "datacontabile",
        "dataoperazione", "boekdatum", "transactiedatum", "datumverrekening", "datazaksięgowania",
        "dataksięgowania", "dataoperacji", "datumzaúčtování", "könyvelésdátuma", "tranzakciódátuma",
        "bokføringsdato", "bokföringsdag", "bokföringsdatum", "dato", "kirjauspäivä", "datalançamento",
    ),
    "value_date": (
        "valuedate", "valuta", "valutadatum", "wertstellung", "wertstellungstag", "wertdatum",
        "datevaleur", "datedevaleur", "fechavalor", "datavaluta", "rentedatum", "datawaluty",
        "datumprovedení", "értéknap", "executiondate", "rentedato", "valutadag", "arvopäivä",
        "settlementdate",
    ),
    "amount": (
        "amount", "transactionamount", "betrag", "umsatz", "buchungsbetrag", "montant", "importe",
        "importo", "bedrag", "kwota", "kwotaoperacji", "částka", "zaúčtovanáčástka", "összeg",
        "tranzakcióösszege", "beløb", "belopp", "beløp", "määrä", "valor", "gross", "net", "sumă",
    ),
    "debit": (
        "debit", "debitamount", "withdrawal", "withdrawals", "moneyout", "paidout", "soll", "belastung",
        "débit", "debet", "cargo", "addebiti", "dare", "uscite", "outflow", "obciążenia",
    ),
    "credit": (
        "credit", "creditamount", "deposit", "deposits", "moneyin", "paidin", "haben", "gutschrift",
        "crédit", "abono", "accrediti", "avere", "entrate", "inflow", "uznania",
    ),
    "direction": (
        "dc", "creditdebit", "debitcredit", "creditdebitindicator", "afbij", "sollhaben",
        "bevételkiadás", "débitcrédit", "cd", "drcr",
    ),
    "currency": (
        "currency", "ccy", "accountcurrency", "währung", "waehrung", "buchungswährung", "devise",
        "monnaie", "moneda", "divisa", "valutakod", "munt", "waluta", "měna", "měnaúčtu", "devizanem",
        "tranzakciódevizaneme", "valuutta",
    ),
    "payer_name": (
        "payer", "payername", "name", "partnername", "counterparty", "counterpartyname",
        "counteraccountname", "payee", "beneficiary", "beguenstigterzahlungspflichtiger",
        "begünstigterzahlungspflichtiger", "auftraggeberempfänger", "auftraggeberbegünstigter",
        "empfänger", "zahlungspflichtiger", "zahlungsbeteiligter", "namezahlungsbeteiligter", "naam",
        "naamtegenpartij", "naamuiteindelijkepartij", "nomcontrepartie", "contrepartie", "beneficiario",
        "ordenante", "controparte", "kontrahent", "nadawca", "názevprotiúčtu", "partnerneve",
    ),
    "payer_account": (
        "payeraccount", "bankaccount", "counterpartyaccount", "counterpartyiban", "accountnumberiban",
        "kontonummer", "kontonummeriban", "ibanzahlungsbeteiligter", "tegenrekening",
        "tegenrekeningibanbban", "rekeningnummertegenpartij", "comptecontrepartie", "ibancontrepartie",
        "protiúčet", "čísloprotiúčtu", "partnerszámlaszáma", "rachunekkontrahenta",
    ),
    "remittance": (
        "remittance", "remittancetext", "description", "details", "detail", "label", "memo",
        "referencetext", "narrative", "paymentdetails", "messageforpayee", "message", "note", "subject",
        "verwendungszweck", "buchungstext", "transaktionsbeschreibung", "transaktionsbeschreibungzusatz",
        "libellé", "libelle", "communication", "concepto", "descripción", "descrizione", "causale",
        "omschrijving", "mededelingen", "vrijemededeling", "toelichting", "tytuł", "opis", "tytułem",
        "zpráva", "zprávapropříjemce", "poznámka", "közlemény", "meddelelse", "meddelande", "tekst",
        "text", "viesti", "historico", "descrição",
    ),
    "references": (
        "structuredreference", "creditorreference", "customerreference", "kundenreferenz",
        "invoicenumber", "invoiceid", "betalingskenmerk", "gestructureerdemededeling", "variablesymbol",
        "variabilnísymbol", "vs", "kidnummer", "ocr", "viite", "viitenumero", "référencestructurée",
        "communicationstructurée",
    ),
    "bank_reference": (
        "bankreference", "reference", "ref", "transactionid", "transactionreference",
        "transactionreferencenumber", "id", "idtransakce", "référence", "referencia",
        "transactiereferentie", "buchungsreferenz", "operationnumber", "referenčníčíslotransakce",
    ),
    "end_to_end_id": (
        "endtoendid", "endtoendreference", "endtoendreferenz", "endtoend",
    ),
    "mandate_id": (
        "mandateid", "mandatereference", "mandatsreferenz", "machtigingskenmerk",
    ),
    "account": (
        "account", "accountnumber", "accountiban", "auftragskonto", "ibanauftragskonto",
        "ibanauftraggeberkonto", "iban", "ibanbban", "rekening", "rekeningnummer", "compte", "cuenta",
        "conto", "rachunek", "čísloúčtu", "számlaszám",
    ),
    "status": (
        "status", "info", "state", "stato", "estado",
    ),
    "return_reason": (
        "returnreason", "redenretour", "rückgabegrund",
    ),
    "code": (
        "transactiontype", "umsatzart", "transaktionstyp", "typtransakce", "geschäftsvorfall",
    ),
}  # fmt: skip
"""Our column -> theirs."""

MONEY_IN = frozenset(
    ["c", "cr", "crdt", "credit", "h", "haben", "bij", "in", "inflow", "+", "crédit", "i", "k"]
)
MONEY_OUT = frozenset(["d", "dr", "dbit", "debit", "s", "soll", "af", "out", "outflow", "-", "débit", "o"])
PENDING = frozenset(["pending", "vorgemerkt", "umsatz vorgemerkt", "en attente", "pendiente", "authorised"])
REFUSED = frozenset(["declined", "failed", "cancelled", "canceled", "reverted", "storniert", "denied"])
