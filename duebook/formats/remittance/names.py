"""What payers call the columns of their lists; compared without regard to case, spaces and signs."""

NAMES: dict[str, tuple[str, ...]] = {
    "invoice_number": (
        "invoicenumber", "invoiceno", "invoicenr", "invoiceid", "invoiceref", "invoicereference", "invoice",
        "documentnumber", "documentno", "document", "billnumber", "rechnungsnummer", "rechnungsnr",
        "rechnungnr", "rechnung", "rgnr", "renr", "belegnummer", "belegnr", "beleg", "numérodefacture",
        "numerodefacture", "numérofacture", "numerofacture", "ndefacture", "nfacture", "nofacture",
        "facturen", "facture", "númerodefactura", "numerodefactura", "nfactura", "nºfactura", "nºdefactura",
        "factura", "numerofattura", "nfattura", "fattura", "factuurnummer", "factuurnr", "factuur",
        "numerfaktury", "nrfaktury", "faktura", "fakturanummer",
        "fakturanr", "číslofaktury", "yourreference", "ihrereferenz", "reference", "referenz",
        "référence", "referencia", "riferimento", "referentie",
    ),
    "paid": (
        "paid", "paidamount", "amountpaid", "netamountpaid", "netpaid", "paymentamount", "remittedamount",
        "remitted", "zahlbetrag", "zahlungsbetrag", "gezahlt", "gezahlterbetrag",
        "bezahlt", "überweisungsbetrag", "nettozahlung", "montantpayé", "montantpaye", "montantréglé",
        "montantregle", "payé", "importepagado", "pagado", "importopagato", "pagato", "betaaldbedrag",
        "betaald", "kwotazapłacona", "zapłacono", "betaltbeløb", "betaltbelopp",
    ),
    "gross": (
        "gross", "grossamount", "invoiceamount", "originalamount", "openamount", "rechnungsbetrag",
        "bruttobetrag", "brutto", "offenerbetrag", "montantfacture", "montantdelafacture", "montantbrut",
        "importefactura", "importebruto", "importofattura", "importolordo", "factuurbedrag", "brutobedrag",
        "kwotabrutto", "kwotafaktury",
    ),
    "amount": (
        "amount", "betrag", "montant", "importe", "importo", "bedrag", "kwota", "částka", "beløb", "belopp",
        "valor",
    ),
    "discount": (
        "discount", "cashdiscount", "discounttaken", "discountamount", "skonto", "skontobetrag", "escompte",
        "descuento", "sconto", "korting", "kassakorting", "rabat",
    ),
    "deduction": (
        "deduction", "deducted", "deductions", "adjustment", "adjustmentamount", "shortpaid", "abzug",
        "abzüge", "kürzung", "einbehalt", "déduction", "deduction", "retenue", "deducción", "retención",
        "detrazione", "trattenuta", "inhouding", "potrącenie",
    ),
    "reason": (
        "reason", "deductionreason", "reasoncode", "adjustmentreason", "grund", "abzugsgrund", "motif",
        "motivo", "reden", "powód", "comment", "note", "bemerkung", "commentaire", "opmerking",
    ),
    "payment_reference": (
        "paymentreference", "paymentref", "paymentnumber", "paymentno", "paymentid", "endtoendid",
        "endtoendreference", "checknumber", "chequenumber", "checkno", "tracenumber", "zahlungsreferenz",
        "zahlungsnummer", "zahlungsnr", "avisnummer", "avisnr", "référencepaiement", "référencedepaiement",
        "referencepaiement", "referenciadepago", "riferimentopagamento", "betalingsreferentie",
        "betalingskenmerk", "numerpłatności",
    ),
    "payment_date": (
        "paymentdate", "paidon", "datepaid", "zahlungsdatum", "zahldatum", "zahltag", "überweisungsdatum",
        "datedepaiement", "datepaiement", "dateduréglement", "datederèglement", "fechadepago", "fechapago",
        "datapagamento", "datadipagamento", "betaaldatum", "betalingsdatum", "datapłatności",
    ),
    "payer_name": (
        "payer", "payername", "payor", "debtor", "zahler", "zahlungspflichtiger", "auftraggeber", "payeur",
        "pagador", "ordenante", "pagatore", "ordinante", "betaler", "płatnik",
    ),
    "payer_account": ("payeraccount", "payeriban", "debtoraccount", "ibanzahler", "ibanauftraggeber"),
    "total": (
        "total", "totalpaid", "totalpayment", "paymenttotal", "totalamount", "summe", "gesamtbetrag",
        "gesamtsumme", "zahlungssumme", "montanttotal", "importetotal", "importototale", "totale",
        "totaalbedrag", "totaal", "suma", "razem",
    ),
    "currency": (
        "currency", "ccy", "währung", "waehrung", "devise", "moneda", "divisa", "munt", "waluta", "měna",
    ),
}  # fmt: skip
"""Our column -> theirs, the surest first: where a list has several of them, the first counts."""

TOTALS = frozenset(NAMES["total"]) | {"gesamt", "grandtotal", "sum", "somme", "endsumme"}
"""Words that make a row the total of those above it."""
