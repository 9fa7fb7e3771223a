"""What payers say when they pay another amount than they owe, in the languages we write letters in.

English, German, French, Spanish, Italian, Dutch, Polish, Romanian, Frisian; text in capitals.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from duebook.core.banking.remittance import DeductionReason


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


CLAIMS: Mapping[DeductionReason, re.Pattern[str]] = {
    "return": _words(
        "RETURNS?", "RETURNED", "RETOUREN?", "RÜCKSENDUNG", "RUECKSENDUNG", "RETOURS?", "REPRISE",
        "DEVOLUCION(?:ES)?", "DEVOLUCIÓN", "RESO", "RESI", "RETOURZENDING", "ZWROTY?", "RETUR(?:URI)?",
        "WEROMSTJOERING",
    ),
    "quality": _words(
        "DAMAGED?S?", "DEFECT(?:IVE|S)?", "BROKEN", "BESCHÄDIG\\w*", "BESCHAEDIG\\w*", "MANGEL", "MÄNGEL",
        "MAENGEL", "MÄNGELRÜGE", "DEFEKT", "AVARIE[SE]?", "CASSE", "DÉFAUT", "DAÑOS?", "AVERIAD[OA]S?",
        "DANNI", "DANNEGGIAT[OAI]", "MERCE DIFETTOSA", "BESCHADIGD", "GEBREK", "USZKODZ\\w*", "WADA",
        "REKLAMACJA", "DETERIORAT\\w*", "SKANSEARRE",
    ),
    "quantity": _words(
        "SHORT", "SHORTAGE", "SHORT[- ]SHIP\\w*", "NOT DELIVERED", "MISSING", "FEHLMENGE", "MINDERMENGE",
        "FEHLEND\\w*", "NICHT GELIEFERT", "MANQUANTS?", "NON LIVRÉS?", "FALTANTES?",
        "FALTA DE MERCANC[IÍ]A", "MERCE MANCANTE", "MANCANTE", "TEKORT", "NIET GELEVERD", "BRAKI?",
        "NIEDOSTAR\\w*", "LIPS[AĂ]", "TEKOART",
    ),
    "price": _words(
        "PRICE DIFF\\w*", "PRICING", "OVERCHARGED?", "WRONG PRICE", "PREISDIFF\\w*", "PREISABWEICHUNG",
        "FALSCHER PREIS", "ECART DE PRIX", "DIFF[ÉE]RENCE DE PRIX", "DIFERENCIA DE PRECIO",
        "DIFFERENZA (?:DI )?PREZZO", "PRIJSVERSCHIL", "R[ÓO]ŻNICA CEN\\w*", "DIFEREN[TȚŢ][AĂ] DE PRE[TȚŢ]",
        "PRIISFERSKIL",
    ),
    "bonus": _words(
        "REBATE", "BONUS", "PROMO(?:TION)?", "ALLOWANCE", "ADVERTISING", "RABATT", "WERBEKOSTEN\\w*", "WKZ",
        "JAHRESBONUS", "RISTOURNE", "RAPPEL", "RABATE?", "KORTING", "BONIFICACI[OÓ]N", "PREMIO", "ABBUONO",
        "REDUCERE", "PREMIA",
    ),
    "freight": _words(
        "FREIGHT", "TRANSPORT COSTS?", "FRACHT(?:KOSTEN)?", "FRAIS DE (?:PORT|TRANSPORT)", "PORTES",
        "TRASPORTO", "VRACHT(?:KOSTEN)?", "KOSZTY TRANSPORTU",
    ),
    "tax": _words(
        "WITHHOLDING(?: TAX)?", "WHT", "TDS", "QUELLENSTEUER", "RETENUE [ÀA] LA SOURCE", "RETENCI[OÓ]N",
        "RITENUTA(?: D'ACCONTO)?", "BRONBELASTING",
    ),
    "other": _words(
        "DEDUCT\\w*", "CLAIMS?", "LESS", "CHARGEBACK", "DEBIT NOTE", "ABZUG", "ABZÜGE", "ABZUEGE", "ABZGL",
        "ABZÜGLICH", "KUERZUNG", "KÜRZUNG", "GEKÜRZT", "GEKUERZT", "REKLAMATION", "BELASTUNGSANZEIGE",
        "EINBEHALT\\w*", "RETENUE", "LITIGE", "D[ÉE]DUCTION", "RECLAMACI[OÓ]N", "DEDUCCI[OÓ]N",
        "DETRAZIONE", "RECLAMO", "TRATTENUTA", "AFTREK", "INHOUDING", "REKLAMACJ[AIĘ]", "POTR[ĄA]CENIE",
        "DEDUCERE", "RECLAMA[TȚŢ]IE",
    ),
}  # fmt: skip
"""The words that say what a claim is about, the most telling kinds first."""

PART = _words(
    "PARTIAL", "PART ?PAYMENT", "PART", "INSTAL?LMENTS?", "ON ACCOUNT", "TEILZAHLUNG", "TEILBETRAG",
    "ANZAHLUNG", "RATE", "RATENZAHLUNG", "ABSCHLAG", "ACOMPTE", "PAIEMENT PARTIEL", "PAGO PARCIAL", "PLAZO",
    "A CUENTA", "ACCONTO", "RATA", "DEELBETALING", "TERMIJN", "ZALICZKA", "CZ[ĘE]ŚCIOW\\w*",
    "PLAT[AĂ] PAR[TȚŢ]IAL[AĂ]", "DIELBETELLING",
)  # fmt: skip
"""The payer says that he pays in parts."""

DISCOUNT = _words(
    "DISCOUNT", "EARLY PAYMENT", "SKONTO", "SCONTO", "ESCOMPTE", "DESCUENTO", "PRONTO PAGO",
    "BETALINGSKORTING", "KREDIETBEPERKING", "SKONTA", "SCONT",
)  # fmt: skip
"""The payer says that he takes a cash discount."""


EXCEPTIONS = _words(
    "EXCL\\w*", "EXCEPT\\w*", "WITHOUT", "NOT INCL\\w*", "LATER", "FOLLOWS?", "DISPUTED?", "OHNE", "AUSSER",
    "EXKL\\w*", "NICHT", "FOLG(?:T|EN)", "SPÄTER", "STRITTIG", "SANS", "SAUF", "HORS", "SUIVRA", "LITIGE",
    "SIN", "SALVO", "EXCEPTO", "SIGUE", "SENZA", "ESCLUS[OAIE]", "ECCETTO", "TRANNE", "SEGUE", "ZONDER",
    "BEHALVE", "UITGEZONDERD", "VOLGT", "BEZ", "OPRÓCZ", "PÓŹNIEJ", "FARA", "FĂRĂ", "URMEAZ[AĂ]", "SÛNDER",
)  # fmt: skip
"""The payer speaks of something that he does not pay."""


@lru_cache(maxsize=1024)
def speaks_of_exceptions(text: str) -> bool:
    """Whether the payer names what he does not pay; ``text`` in capitals."""
    return bool(EXCEPTIONS.search(text))


@lru_cache(maxsize=1024)
def speaks_of_parts(text: str) -> bool:
    """Whether the payer says that he pays in parts; ``text`` in capitals."""
    return bool(PART.search(text))


@lru_cache(maxsize=1024)
def speaks_of_discount(text: str) -> bool:
    """Whether the payer says that he takes a cash discount; ``text`` in capitals."""
    return bool(DISCOUNT.search(text))


@lru_cache(maxsize=1024)
def claim_in(text: str) -> DeductionReason:
    """What the payer says he keeps something back for; ``text`` in capitals."""
    return next((kind for kind, words in CLAIMS.items() if words.search(text)), "")
