"""What payers call the columns of their lists; compared without regard to case, spaces and signs."""

import re

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
        "invoicenumbers", "yourinvoice", "yourinvoiceno", "documentref", "docno", "docnumber",
        "ihrerechnung", "ihrerechnungsnummer", "votrefacture", "référencefacture", "numérodocument",
        "sufactura", "ndocumento", "vostrafattura", "ndoc", "uwfactuur", "factuurreferentie", "nrdokumentu",
        "numerdokumentu", "numărfactură", "numarfactura", "nrfactură", "nrfactura", "nrfacturii", "factură",
        "númerodafatura", "numerodafatura", "nºfatura", "nfatura", "fatura", "documento", "dokument",
        "faktuernûmer", "faktuernr", "faktuer",
    ),
    "paid": (
        "paid", "paidamount", "amountpaid", "netamountpaid", "netpaid", "paymentamount", "remittedamount",
        "remitted", "zahlbetrag", "zahlungsbetrag", "gezahlt", "gezahlterbetrag",
        "bezahlt", "überweisungsbetrag", "nettozahlung", "montantpayé", "montantpaye", "montantréglé",
        "montantregle", "payé", "importepagado", "pagado", "importopagato", "pagato", "betaaldbedrag",
        "betaald", "kwotazapłacona", "zapłacono", "betaltbeløb", "betaltbelopp",
        "paymentamt", "amountremitted",
        "pagamento",
        "kwotapłatności",
        "zapłaconakwota", "plătit", "platit", "sumăplătită", "sumaplatita", "sumaplătită",
        "valorpago", "nettoapayer", "netàpayer",
        "betellebedrach", "betelle",
    ),
    "gross": (
        "gross", "grossamount", "invoiceamount", "originalamount", "openamount", "rechnungsbetrag",
        "bruttobetrag", "brutto", "offenerbetrag", "montantfacture", "montantdelafacture", "montantbrut",
        "importefactura", "importebruto", "importofattura", "importolordo", "factuurbedrag", "brutobedrag",
        "kwotabrutto", "kwotafaktury",
        "invoicetotal", "originalinvoiceamount", "grossamt", "bruttorechnungsbetrag", "brut", "bruto",
        "lordo", "importototale", "fakturabrutto", "sumafacturii", "valoarefactură", "valoarefactura",
        "sumăbrută", "sumabruta", "valordafatura", "valorbruto", "totalfactura",
        "faktuerbedrach",
    ),
    "amount": (
        "amount", "valor", "betrag", "montant", "importe", "importo", "bedrag", "kwota", "částka", "beløb",
        "belopp",
        "sumă", "suma", "valoare", "montante", "amt",
        "bedrach",
    ),
    "discount": (
        "discount", "cashdiscount", "discounttaken", "discountamount", "skonto", "skontobetrag", "escompte",
        "descuento", "sconto", "korting", "kassakorting", "rabat",
        "discountamt", "cashdisc", "disc", "abzugskonto", "skontoabzug", "remise", "escomptes",
        "scontocassa", "dto", "descuentopp", "rabatt", "betalingskorting", "reducere", "desconto",
        "koarting",
    ),
    "deduction": (
        "deduction", "deducted", "deductions", "adjustment", "adjustmentamount", "shortpaid", "abzug",
        "abzüge", "kürzung", "einbehalt", "déduction", "deduction", "retenue", "deducción", "retención",
        "detrazione", "trattenuta", "inhouding", "potrącenie",
        "deductionamount", "adjustments", "differenz", "abzugsbetrag", "écart", "ecart",
        "diferencia", "differenza", "aftrek", "verschil", "różnica", "reținere", "retinere", "dedução",
        "deducao", "diferença",
        "ynhâlding",
    ),
    "reason": (
        "reason", "deductionreason", "reasoncode", "adjustmentreason", "grund", "abzugsgrund", "motif",
        "motivo", "reden", "powód", "comment", "note", "bemerkung", "commentaire", "opmerking",
        "reasons", "remark", "remarks", "deductiontext", "bemerkungen", "begründung", "abzugstext",
        "raison", "observations", "observaciones", "observación", "causale", "uwagi", "motiv", "observații",
    ),
    "payment_reference": (
        "paymentreference", "paymentref", "paymentnumber", "paymentno", "paymentid", "endtoendid",
        "endtoendreference", "checknumber", "chequenumber", "checkno", "tracenumber", "zahlungsreferenz",
        "zahlungsnummer", "zahlungsnr", "avisnummer", "avisnr", "référencepaiement", "référencedepaiement",
        "referencepaiement", "referenciadepago", "riferimentopagamento", "betalingsreferentie",
        "betalingskenmerk", "numerpłatności",
        "paymentadvicenumber", "advicenumber", "adviceno", "remittancenumber", "remittanceno",
        "remittanceadviceno", "zahlungsavisnr", "belegnummerzahlung", "numérodepaiement",
        "numerodepaiement", "avisn", "nºpago", "nºdepago", "numerodepago", "numeropagamento", "avvison",
        "betaalnummer", "nrpłatności", "awizonr", "nrplată", "nrplatii", "referințăplată",
        "referenciadopagamento", "ourreference", "ourref", "unserereferenz", "notreréférence",
        "nuestrareferencia",
        "betellingskenmerk",
    ),
    "payment_date": (
        "paymentdate", "paidon", "datepaid", "zahlungsdatum", "zahldatum", "zahltag", "überweisungsdatum",
        "datedepaiement", "datepaiement", "dateduréglement", "datederèglement", "fechadepago", "fechapago",
        "datapagamento", "datadipagamento", "betaaldatum", "betalingsdatum", "datapłatności",
        "dateofpayment", "wertstellung", "zahlungvom", "datedevaleur", "fechavalor",
        "datavaluta", "valutadatum", "dataprzelewu", "dataplatii", "dataplății", "dataplată",
        "datadopagamento",
        "beteldatum",
    ),
    "payer_name": (
        "payer", "payername", "payor", "debtor", "zahler", "zahlungspflichtiger", "auftraggeber", "payeur",
        "pagador", "ordenante", "pagatore", "ordinante", "betaler", "płatnik",
        "paidby", "zahlungvonseiten", "plătitor", "platitor",
    ),
    "payer_account": (
        "payeraccount", "payeriban", "debtoraccount", "ibanzahler", "ibanauftraggeber",
        "payersaccount", "payeraccountnumber", "kontodeszahlers", "kontoauftraggeber", "zahlerkonto",
        "comptedupayeur", "ibandupayeur", "contoordinante", "ibanordinante", "rachunekpłatnika",
        "contulplătitorului", "rekeningbetaler", "ibanbetaler", "cuentadelordenante", "ibanordenante",
        "rekkenbeteller",
    ),
    "total": (
        "total", "totalpaid", "totalpayment", "paymenttotal", "totalamount", "summe", "gesamtbetrag",
        "gesamtsumme", "zahlungssumme", "montanttotal", "importetotal", "importototale", "totale",
        "totaalbedrag", "totaal", "suma", "razem",
        "totalamountpaid", "totalremitted", "totaltobepaid", "amountofpayment", "gesamt",
        "zahlungsbetraggesamt", "überweisungsbetrag", "auszahlungsbetrag", "totalgénéral", "totalgeneral",
        "totalpayé", "totalpaye", "montantduvirement", "totalpagado", "importetotalpagado", "totalepagato",
        "totalepagamento", "totaalbetaald", "razemzapłacono", "razemdozapłaty", "łącznie", "totalplată",
        "totalplatit", "totalpago", "valortotal", "sumtotal",
        "totaalbedrach",
    ),
    "currency": (
        "currency", "ccy", "währung", "waehrung", "devise", "moneda", "divisa", "munt", "waluta", "měna",
        "curr", "waehr", "monnaie", "valută", "moeda",
        "faluta", "valuta",
    ),
}  # fmt: skip
"""Our column -> theirs, the surest first: where a list has several of them, the first counts."""

TOTALS = frozenset(NAMES["total"]) | {"gesamt", "grandtotal", "sum", "somme", "endsumme"}
"""Words that make a row the total of those above it."""


def plain_name(name: str) -> str:
    """A column's name as it is compared: small letters and digits only."""
    return re.sub(r"[\W_]+", "", name).casefold()


def is_total(words: str) -> bool:
    """Whether words name a total: as they stand, or by the first of them ("Total plătit", "Summe EUR")."""
    return any(plain_name(start) in TOTALS for start in (words, *words.split(maxsplit=1)[:1]))


ON_PAGES: dict[str, tuple[str, ...]] = {
    "paid": (
        "payment", "net", "netpayment", "netamount", "zahlung", "netto", "nettobetrag", "überwiesen",
        "montantnet",
        "règlement", "pago", "neto", "importeneto", "nettopagado", "pagamento", "importonetto", "betaling",
        "nettobedrag", "zapłata", "kwotanetto", "plată", "líquido",
    ),
    "invoice_date": (
        "invoicedate", "documentdate", "docdate", "rechnungsdatum", "belegdatum", "datedefacture",
        "datefacture",
        "fechafactura", "fechadefactura", "datafattura", "datadocumento", "factuurdatum", "datafaktury",
        "datawystawienia", "datafacturii", "datadafatura", "date", "datum", "fecha", "data", "vom",
        "faktuerdatum", "datafactură",
    ),
    "reason": ("text", "description", "beschreibung", "libellé", "descripción", "descrizione"),
    "payment_date": ("date", "datum", "fecha", "data", "valuedate"),
    "payer_name": ("from", "absender"),
}  # fmt: skip
"""What the same are also called where it is known by other words that the page is about a payment."""

CARRIED = frozenset({
    "subtotal", "zwischensumme", "zwischensaldo", "soustotal", "subtotale", "subtotaal", "sumaczęściowa",
    "carriedforward", "broughtforward", "carryforward", "balanceforward", "pagetotal", "übertrag",
    "uebertrag",
    "seitensumme", "seitensaldo", "areporter", "àreporter", "report", "reporté", "totalpage", "riporto",
    "ariportare",
    "sumaysigue", "sumaanterior", "transporte", "transport", "tetransporteren", "transporteren",
    "doprzeniesienia",
    "zprzeniesienia", "przeniesienie", "dereportat", "reportat", "subtotalpágina", "oerdracht",
})  # fmt: skip
"""Words that make a row the sum of a page so far: it is neither a document nor the total."""

ADVICE = (
    "remittance", "paymentadvice", "adviceofpayment", "wehavepaid", "wepaid", "wehavetransferred",
    "wetransferred",
    "zahlungsavis", "zahlungsaviso", "überweisungsavis", "avisierung", "habenwirüberwiesen", "überweisenwir",
    "avisdepaiement", "avisderèglement", "avisdereglement", "avisdevirement", "nousavonsviré",
    "nousavonsréglé",
    "avisodepago", "avisodetransferencia", "hemospagado", "hemostransferido", "avvisodipagamento",
    "avvisodibonifico",
    "abbiamopagato", "abbiamobonificato", "distintadipagamento", "betaaladvies", "betalingsadvies",
    "betaalspecificatie",
    "betalingsspecificatie", "wijhebbenbetaald", "hebbenwijovergemaakt", "awizopłatności",
    "awizoplatnosci", "awizo",
    "zapłaciliśmy", "avizdeplată", "avizdeplata", "amplătit", "amachitat", "avisodepagamento", "pagámos",
    "pagamos",
    "betellingsadvys", "wyhawwe", "betalningsavi", "betalingsavis", "betalingsoversigt",
)  # fmt: skip
"""Words that tell a document about a payment from an invoice or an account statement."""
