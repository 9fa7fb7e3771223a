"""The words that announce a document number, by language of the payer."""

import unicodedata

# fmt: off
_BY_LANGUAGE = {
    "any": (
        "NO", "NR", "N", "NUM", "REF", "DOC", "ID", "VS", "OCR", "KID", "VIITE", "RE", "RG", "PO", "POS",
        "CN", "GS", "CDE", "FA", "FAC", "FT", "FV", "FS", "FRA", "FV", "INV", "INVC", "INVS",
    ),
    "English": (
        "INVOICE", "INVOICES", "INVOICENO", "INVNO", "NUMBER", "NUMBERS", "NOS", "BILL", "BILLS", "DOCUMENT",
        "REFERENCE", "REFNO", "ORDER", "ORDERS", "ORDERNO", "PURCHASE", "CREDIT", "NOTE", "ITEM", "ITEMS",
        "CONTRACT", "DELIVERY", "STATEMENT", "PONO",
    ),
    "German": (
        "RECHNUNG", "RECHNUNGEN", "RECHNUNGSNR", "RECHNUNGSNUMMER", "RECHNUNGSNUMMERN", "RECHNR", "RECHN",
        "RENR", "REN", "RGNR", "RNR", "BELEG", "BELEGE", "BELEGNR", "BELEGNUMMER", "NUMMER", "NUMMERN",
        "BESTELLUNG", "BESTELLNR", "BEST", "BESTNR", "AUFTRAG", "AUFTRAGSNR", "AUFTR", "AUFTRNR",
        "GUTSCHRIFT", "LIEFERSCHEIN", "LIEFERSCHEINNR", "VERTRAG", "VERTRAGSNR", "REFERENZ",
    ),
    "French": (
        "FACTURE", "FACTURES", "FACT", "FACTS", "NUMERO", "COMMANDE", "COMMANDES", "AVOIR", "CONTRAT",
        "LIVRAISON", "REFERENCE",
    ),
    "Italian": (
        "FATTURA", "FATTURE", "FATT", "FATTN", "ORDINE", "ORDINI", "NOTA", "CREDITO", "CONTRATTO", "BOLLA",
    ),
    "Spanish": (
        "FACTURA", "FACTURAS", "FRAS", "PEDIDO", "PEDIDOS", "ALBARAN", "CONTRATO", "ABONO", "REFERENCIA",
    ),
    "Portuguese": ("FATURA", "FATURAS", "FAT", "ENCOMENDA", "REFERENCIA"),
    "Dutch": (
        "FACTUUR", "FACTUREN", "FACTUURNR", "FACTUURNUMMER", "FACTNR", "ORDERNR", "BESTELLING", "KENMERK",
        "BETALINGSKENMERK", "CREDITNOTA", "PAKBON",
    ),
    "Frisian": ("REKKEN", "REKKENS", "REKKENNUMMER", "FAKTUER", "FAKTUERNUMMER", "NUMER"),
    "Polish": (
        "FAKTURA", "FAKTURY", "FAKT", "FAKTUR", "NUMER", "ZAMOWIENIE", "ZAM", "UMOWA", "KOREKTA", "RACHUNEK",
    ),
    "Czech, Slovak": (
        "FAKTURU", "FAKTURE", "FAKTURACE", "CISLO", "OBJEDNAVKA", "OBJ", "DOBROPIS", "SMLOUVA", "ZMLUVA",
    ),
    "Romanian": ("FACTURII", "FACTURILE", "FACT", "COMANDA", "CONTRACT", "SERIA", "NUMARUL"),
    "Nordic": (
        "FAKTURAER", "FAKTUROR", "FAKTURANR", "FAKTURANUMMER", "FAKTNR", "BESTILLING", "BESTALLNING", "ORDRE",
        "ORDRENR", "KREDITNOTA", "LASKU", "LASKUT", "LASKUN", "LASKUNRO", "LASKUNUMERO", "NRO", "TILAUS",
        "VIITENRO", "VIITENUMERO", "REIKNINGUR",
    ),
    "Baltic": ("ARVE", "ARVED", "ARVENR", "REKINS", "REKINA", "SASKAITA", "SASKAITOS", "PAVADZIME"),
    "Hungarian": ("SZAMLA", "SZAMLASZAM", "SZAMLAK", "SZLA", "SZLASZAM", "RENDELES"),
    "South Slavic": ("RACUN", "RACUNA", "RACUNI", "NARUDZBA", "NAROCILO", "BROJ", "STEVILKA", "SKLIC"),
    "Turkish": ("FATURALAR", "FATURANO", "SIPARIS"),
    "Greek": ("ΤΙΜΟΛΟΓΙΟ", "ΤΙΜΟΛΟΓΙΑ", "ΤΙΜ", "ΑΡ", "TIMOLOGIO", "TIMOLOGIA"),
    "Cyrillic": (
        "СЧЕТ", "СЧЕТУ", "СЧЕТА", "СЧЕТФАКТУРА", "ФАКТУРА", "ФАКТУРИ", "РАХУНОК", "РАХУНКУ", "РАЧУН",
        "НОМЕР", "ЗАКАЗ", "ДОГОВОР", "SCHET", "RAKHUNOK",
    ),
}
_FOR_THE_CUSTOMER = frozenset((
    "KD", "KDNR", "KUNDE", "KUNDEN", "KUNDENNR", "KUNDENNUMMER", "KNR", "DEBITOR", "DEB", "DEBITORENNR",
    "CUST", "CUSTOMER", "CUSTNO", "CLIENT", "CLIENTE", "CLI", "KLANT", "KLANTNR", "KLANTNUMMER", "KLIENT",
    "KUND", "KUNDNR", "ASIAKAS", "ASIAKASNRO", "ABONNE", "MEMBER", "MEMBERNO", "MANDANT", "ACCT",
))
# fmt: on
_BETWEEN = frozenset(("NO", "NR", "N", "NUM", "NRO", "NUMBER", "NUMMER", "NUMERO"))
_LETTER_FOR_DIGIT = str.maketrans("01358", "OIESB")


def _unaccented(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_LABELS = frozenset(_unaccented(word) for words in _BY_LANGUAGE.values() for word in words)


def is_label(word: str) -> bool:
    """Whether an upper-case word announces a document number; accents do not matter."""
    return word in _LABELS or (not word.isascii() and _unaccented(word) in _LABELS)


def is_customer_label(word: str) -> bool:
    """Whether an upper-case word announces the number under which we keep the payer."""
    return word in _FOR_THE_CUSTOMER


def is_filler(word: str) -> bool:
    """Whether a word may stand between the letters and the digits of a number: EVENT NO 5."""
    return word in _BETWEEN


def mended_label(word: str) -> str:
    """The label that a word with digits for letters stands for, such as 1NVO1CE; empty when there is none."""
    letters = word.translate(_LETTER_FOR_DIGIT)
    return letters if len(word) >= 3 and letters != word and letters in _LABELS else ""
