"""The words, in the languages of the statements we have seen, that tell what a text is about."""

import re

# fmt: off
LABELS = frozenset((
    "INV", "INVOICE", "INVOICES", "RE", "RG", "RGNR", "NR", "NRO", "NO", "NUM", "NUMBER", "N", "BILL", "DOC",
    "DOCUMENT", "REF", "REFERENCE", "BELEG", "RECHNUNG", "RECHNUNGEN", "RECHNUNGSNR", "RECHNR", "FACT",
    "FACTURE", "FACTURES", "FACTURA", "FACTURAS", "FATTURA", "FATTURE", "FAC", "FRA", "FACTUUR", "FAKTURA",
    "PO", "POS", "ORDER", "ORDERS", "BESTELLUNG", "BEST", "AUFTRAG", "COMMANDE", "CDE", "PEDIDO", "ORDINE",
    "CREDIT", "NOTE", "CN", "GUTSCHRIFT", "GS", "AVOIR", "ITEM", "ITEMS",
))
"""Words that announce a document number."""

ENDINGS = frozenset((
    "AB", "AG", "AS", "ASA", "BV", "CO", "COMPANY", "CORP", "CORPORATION", "CV", "EG", "EK", "EV", "GBR",
    "GMBH", "INC", "INCORPORATED", "KG", "KGAA", "KK", "LDA", "LIMITED", "LLC", "LLP", "LP", "LTD", "LTDA",
    "MBH", "NV", "OHG", "OY", "OYJ", "PLC", "PTE", "PTY", "SA", "SARL", "SAS", "SE", "SL", "SNC", "SPA",
    "SPRL", "SRL", "SRO", "UG", "ZOO", "AND", "UND", "ET", "Y", "GROUP", "GRUPPE", "HOLDING",
    "INTERNATIONAL", "AP", "DEPT", "DEPARTMENT", "TREASURY", "SHARED", "SERVICES", "SERVICE", "PAYMENTS",
    "ACCOUNTS", "PAYABLE", "FINANCE",
))
"""Legal forms and departments at the end of a name: they tell no two companies apart."""
# fmt: on

CLAIM = re.compile(
    r"\b(SHORT|SHORTAGE|DEDUCT\w*|CLAIM|DAMAGED?|LESS|RETURNS?|PRICE DIFF\w*|REBATE|BONUS|CHARGEBACK|"
    r"ABZUG|ABZGL|KUERZUNG|KÜRZUNG|MANGEL|MÄNGEL|REKLAMATION|RETENUE|LITIGE|REPRISE)\b"
)
"""The payer says that he keeps something back."""

PART = re.compile(
    r"\b(PARTIAL|PART ?PAYMENT|PART|INSTAL?LMENT|TEILZAHLUNG|TEILBETRAG|ANZAHLUNG|RATE|ACOMPTE|"
    r"ACCONTO|ON ACCOUNT)\b"
)
"""The payer says that he pays in parts."""

DISCOUNT = re.compile(r"\b(DISCOUNT|SKONTO|SCONTO|ESCOMPTE|EARLY PAYMENT)\b")
"""The payer says that he takes a discount."""

NOT_CUSTOMER = re.compile(
    r"\b(FINANZAMT|TAX|TAXES|VAT|UST|MWST|TVA|STEUER\w*|IRS|HMRC|TRESOR PUBLIC|INTEREST|ZINS\w*|INT CREDIT|"
    r"INTERETS?|INSURANCE|VERSICHERUNG\w*|ASSURANCES?|SCHADEN\w*|CASH ?POOL\w*|SWEEP|OWN ACCOUNT|UMBUCHUNG|"
    r"EIGENUEBERTRAG|INTERNAL TRANSFER|KRANKENKASSE|SOCIAL SECURITY|DIVIDEND\w*|LOAN|DARLEHEN|SUBSIDY)\b"
)
"""Money from offices, insurers, the bank or ourselves."""
