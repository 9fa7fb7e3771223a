"""What payers write around their numbers, in the languages they write in."""

from collections.abc import Mapping, Sequence
from random import Random

LANGUAGES: Mapping[str, float] = {
    "en": 50, "de": 14, "fr": 10, "es": 8, "it": 5, "nl": 4, "pl": 3, "pt": 3, "sv": 2, "cs": 1,
}  # fmt: skip

BEFORE_NUMBERS: Mapping[str, Sequence[str]] = {
    "en": ("INV", "Invoice", "Inv.", "invoices", "Inv#", "YOUR INVOICE", "Bill no.", "Ref", "doc", "#", ""),
    "de": ("RG", "Rechnung", "Re.-Nr.", "RNR", "RgNr.", "Ihre Rechnung Nr.", "Beleg", "R", ""),
    "fr": ("FACT", "Facture", "facture n°", "Fact.", "VOTRE FACTURE", "FA", "Fre", ""),
    "es": ("Factura", "FRA", "Fra.", "Factura nº", "FACTURAS", "N/FRA", ""),
    "it": ("Fattura", "Fatt.", "FT", "saldo fattura", "Vs fattura n.", "ns. rif. fatt.", ""),
    "nl": ("Factuur", "factuurnr", "Fact.nr.", "Uw factuur", "fctnr", ""),
    "pl": ("FV", "Faktura", "Faktura nr", "za fakturę", "Fakt.", ""),
    "pt": ("Fatura", "FT", "Factura n.º", "NF", ""),
    "sv": ("Faktura", "Fakt nr", "fakturanr", "OCR", ""),
    "cs": ("Faktura", "FA č.", "faktura c.", "VS", ""),
}
BEFORE_ORDERS: Mapping[str, Sequence[str]] = {
    "en": ("PO", "P.O.", "Order", "our order", "PO#", "purchase order no"),
    "de": ("Bestellung", "Best.-Nr.", "Auftrag", "unsere Bestellung"),
    "fr": ("Commande", "Cde", "BC", "bon de commande"),
    "es": ("Pedido", "Ped.", "N/PEDIDO"),
    "it": ("Ordine", "Ord.", "ns ordine"),
    "nl": ("Order", "Bestelling", "ordernr"),
    "pl": ("Zamówienie", "zam. nr"),
    "pt": ("Encomenda", "Pedido"),
    "sv": ("Order", "best.nr"),
    "cs": ("Objednávka", "obj. č."),
}
PROSE: Mapping[str, Sequence[str]] = {
    "en": (
        "Payment for {n} as agreed by phone on {d}", "settlement of your {n}, total {a}, thank you",
        "paying {n} of {d}", "Remittance for deliveries in {m}: {n}",
    ),
    "de": (
        "Ausgleich Ihrer {n} vom {d}, mit freundlichem Gruß", "wir zahlen {n} wie am {d} besprochen",
        "Begleichung {n} über insgesamt {a}",
    ),
    "fr": ("Règlement de vos {n} du {d}", "en paiement de {n}, montant {a}", "solde {n} merci"),
    "es": ("Pago de sus {n} de fecha {d}", "liquidación {n}, importe {a}"),
    "it": ("A saldo {n} del {d}", "pagamento vostre {n} per {a}"),
    "nl": ("Betaling van uw {n} d.d. {d}", "Voldoening {n}, totaal {a}"),
    "pl": ("Zapłata za {n} z dnia {d}", "płatność {n} kwota {a}"),
    "pt": ("Pagamento das vossas {n} de {d}", "liquidação {n}"),
    "sv": ("Betalning av {n} enligt avtal {d}",),
    "cs": ("Úhrada {n} ze dne {d}",),
}  # fmt: skip
THANKS: Mapping[str, Sequence[str]] = {
    "en": ("PAYMENT", "Thank you", "VENDOR PAYMENT", "ACH CREDIT", "goods", "On account", "Trade settlement",
           "AP RUN", "EFT", "supplier payment", "see advice sent by mail"),
    "de": ("Zahlung", "Danke", "offene Posten", "Sammelüberweisung", "Warenlieferung", "Rechnungsausgleich"),
    "fr": ("Virement", "merci", "Règlement fournisseur", "marchandises"),
    "es": ("Pago proveedor", "TRANSFERENCIA", "pago facturas"),
    "it": ("Bonifico", "saldo fatture", "fornitura merce"),
    "nl": ("Betaling", "Bedankt", "openstaande posten"),
    "pl": ("Przelew", "zapłata za towar"),
    "pt": ("Pagamento", "fornecedores"),
    "sv": ("Betalning", "leverantör"),
    "cs": ("Úhrada", "platba"),
}  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
JOINTS = (", ", " ", "/", " + ", "; ", ",", " & ", "-", "\n", " / ", "|", " and ", ". ")

DIFFERENT: Mapping[str, Sequence[str]] = {
    "deduction": ("less damaged goods", "SHORTAGE", "abzgl. Mängel", "minus retours",
                  "price difference", "deduct freight", "déduction casse",
                  "claim 4711-{k}", "menos devolución", "debit note {k}"),
    "discount": ("less 2%", "2 % Skonto", "disc taken", "escompte déduit", "early settlement", "dto. p.p."),
    "bank_fee": ("OUR COST SHARED", "charges SHA", "less bank charges", "frais partagés", "Spesen"),
    "partial": ("part payment", "1st instalment", "Teilzahlung", "acompte", "balance to follow",
                "pago parcial"),
    "overpaid": ("incl. freight", "plus interest", "arrondi", "incl. Mahngebühr"),
}  # fmt: skip
"""What the payer may add when the sum is not the plain one."""


def language_of(rng: Random) -> str:
    return rng.choices([*LANGUAGES], [*LANGUAGES.values()])[0]
