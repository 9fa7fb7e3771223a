"""Why a payer kept something back: from his code or word to ours."""

from collections.abc import Mapping
from functools import lru_cache
from unicodedata import combining, normalize

from duebook.core.banking import DeductionReason


def _codes(**reasons: str) -> dict[str, DeductionReason]:
    return {code: reason for reason, codes in reasons.items() for code in codes.split()}  # type: ignore[misc]


X12_426: Mapping[str, DeductionReason] = _codes(
    discount="24 43 57",
    price="01 02 03 09 33 34 38",
    quantity="06 22 36 42 59",
    quality="04 05 07 08 25",
    **{"return": "11 12 13 14 15"},
    freight="21 29 30 31 32 46 54",
    bonus="28 56",
    bank_fee="48 49",
    tax="55",
    duplicate="19",
    set_off="26 27 52 53",
)
"""ASC X12 data element 426, adjustment reason code (ADX02); codes that are not here are "other"."""

EDIFACT_4465: Mapping[str, DeductionReason] = _codes(
    discount="39 46 56 66",
    price="5 9 19 20 31 48 50 55 57 64",
    quantity="4 6 29 32 54",
    quality="2 3 14 17 33 49",
    **{"return": "8 15 16 35"},
    freight="22 40",
    bonus="21 38",
    bank_fee="10 11 23",
    tax="26",
    duplicate="34 53",
    set_off="13 27 37 41 42 45 59 60 63",
)
"""UN/EDIFACT data element 4465, adjustment reason (AJT); codes that are not here are "other"."""

_WORDS: tuple[tuple[DeductionReason, tuple[str, ...]], ...] = (
    ("bank_fee", ("bank fee", "bank charge", "bankgebühr", "bankspesen", "frais bancaire", "spese bancarie",
                  "gastos bancarios", "bankkosten", "prowizja bank", "comision bancar", "despesas banc")),
    ("discount", ("discount", "skonto", "escompte", "sconto", "descuento", "pronto pago", "korting", "rabatt",
                  "skonto", "desconto", "kasarabat", "scont", "discont", "kontantrabat", "koarting",
                 "kassakorting")),
    ("duplicate", ("duplicate", "doppelt", "double factur", "doublon", "doppia fattur", "duplicad", "dubbel",
                   "podwójn", "dublă", "already paid", "bereits bezahlt")),
    ("return", ("return", "retour", "rücksendung", "rückgabe", "retoure", "reso", "devoluci", "zwrot",
                "devoluç", "retur")),
    ("freight", ("freight", "fracht", "versand", "porto", "transport cost", "fret", "trasporto", "flete",
                 "portes", "vracht", "koszty transport", "shipping", "delivery charge", "frais de port")),
    ("quality", ("damage", "abîm", "skansear", "broken", "defect", "quality", "bruch", "beschädig",
                 "mangel", "mängel", "defekt",
                 "avarie", "casse", "qualité", "danneggi", "difett", "rotura", "defectuos", "dañ",
                 "beschadig", "kapot", "uszkodz", "wad", "deterior", "avariad", "defeito", "wrong goods")),
    ("quantity", ("short deliver", "livraison incompl", "merce manc", "manco", "falta", "tekoart",
                 "shortage", "missing", "quantity", "not received", "fehlmenge", "fehlend",
                  "minderlieferung", "menge", "manquant", "quantité", "non livré", "mancan", "quantità",
                  "faltante", "faltan", "cantidad", "tekort", "ontbrek", "niet geleverd", "brak", "ilość",
                  "lips", "cantitate", "em falta", "quantidade")),
    ("price", ("price", "pricing", "preis", "prix", "priis", "prezz", "precio", "prijs", "cena", "preț",
                 "pret ",
               "preço", "terms")),
    ("bonus", ("bonus", "rebate", "promotion", "advertis", "werbe", "wkz", "ristourne", "remise", "premio",
               "rappel", "boni", "reclame", "premia", "bônus")),
    ("tax", ("withholding", "tax", "quellensteuer", "steuer", "retenue à la source", "ritenuta", "retención",
             "bronbelasting", "podatek", "impozit", "imposto")),
    ("set_off", ("credit note", "set-off", "offset", "gutschrift", "verrechn", "avoir", "compens",
                 "nota di cr", "abono", "nota de cr", "creditnota", "korekta", "stornare")),
)  # fmt: skip
"""Parts of words in the languages of the product; the first that is found counts."""


def reason_of(words: str) -> DeductionReason:
    """Our reason for the payer's words: "" where he says nothing, "other" where none of ours fits."""
    spoken = _letters(words)
    if spoken.strip() in ("", "deduction"):
        return ""
    found = (reason for reason, parts in _WORDS if any(_letters(part) in spoken for part in parts))
    return next(found, "other")


@lru_cache(maxsize=4096)
def _letters(words: str) -> str:
    """Small letters without accents, which payers leave out as often as not."""
    return "".join(sign for sign in normalize("NFKD", words.casefold()) if not combining(sign))
