"""Money that is not from customers: told by whose account it comes from, by the bank's code, or by words.

Own accounts and the bank's codes are certain. Words are not: customers are called so as well, and write of
tax and interest; they count only where neither account nor name points to a customer.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from duebook.core.matching.values import Receipt
from duebook.core.matching.words import upper

StrangerKind = Literal["transfer", "interest", "tax", "insurance", "cards", "payroll", "authority", "finance"]


@dataclass(frozen=True, slots=True)
class Stranger:
    """What the money is, and the ``sign`` that says so, which is ``told_by`` a word, a code or an account."""

    kind: StrangerKind
    sign: str
    told_by: Literal["own_account", "code", "word"] = "word"

    @property
    def certain(self) -> bool:
        return self.told_by != "word"


_CODES: tuple[tuple[re.Pattern[str], StrangerKind], ...] = (
    (re.compile(r"interest|[A-Z]{4}-[A-Z]{4}-INTR|354"), "interest"),
    (re.compile(r"CAMT-(?:ACCB|CAPL)(?:-[A-Z]{4})?|201|275|277"), "transfer"),
    (re.compile(r"[A-Z]{4}-[A-Z]{4}-TAXE"), "tax"),
    (re.compile(r"PMNT-MCRD(?:-[A-Z]{4})?"), "cards"),
    (re.compile(r"PMNT-[A-Z]{4}-SALA"), "payroll"),
    (re.compile(r"(?:LDAS|SECU|FORX|DERV|PMET)-.*"), "finance"),
)
"""ISO 20022 bank transaction codes (domain-family-subfamily: CAMT ACCB account balancing, CAPL cash pooling,
MCRD merchant cards; LDAS loans and deposits, SECU securities, FORX foreign exchange) and BAI2 type codes
(201 automatic transfer, 275 and 277 zero balancing, 354 interest)."""


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_WORDS: Mapping[StrangerKind, re.Pattern[str]] = {
    "tax": _words(
        "FINANZAMT", "FINANZKASSE", "TAX(?:ES)?", "VAT", "UST", "MWST", "TVA", "STEUER\\w*", "IRS", "HMRC",
        "TRESOR PUBLIC", "DGFIP", "IMP[OÔ]TS", "AGENCIA TRIBUTARIA", "AEAT", "IVA",
        "AGENZIA (?:DELLE )?ENTRATE", "BELASTING(?:DIENST)?", "BTW", "URZ[AĄ]D SKARBOWY", "ANAF",
        "TREZORERIA?", "ZOLLAMT", "CUSTOMS",
    ),
    "interest": _words(
        "INTEREST", "INT CREDIT", "ZINS\\w*", "HABENZINSEN", "INT[EÉ]R[EÊ]TS?", "INTERESES", "INTERESSI",
        "RENTE", "ODSETKI", "DOB[AÂ]N[DZ]\\w*",
    ),
    "insurance": _words(
        "INSURANCE", "VERSICHERUNG\\w*", "ASSEKURANZ", "SCHADEN\\w*", "ASSURANCES?", "SINISTRE", "SEGUROS?",
        "SINIESTRO", "ASSICURAZION[EI]", "SINISTRO", "VERZEKERING\\w*", "SCHADEVERGOEDING",
        "UBEZPIECZE\\w*", "SZKODA", "ASIGUR[AĂ]RI", "FERSEKERING",
    ),
    "transfer": _words(
        "CASH ?POOL\\w*", "SWEEP", "ZERO BALANC\\w*", "OWN ACCOUNT", "INTERNAL TRANSFER", "UMBUCHUNG",
        "EIGEN[UÜ]E?BERTRAG", "VIREMENT INTERNE", "TRASPASO", "GIROCONTO", "EIGEN REKENING",
        "PRZELEW W[ŁL]ASNY", "TRANSFER INTERN",
    ),
    "cards": _words(
        "CARD SETTLEMENT", "MERCHANT SETTLEMENT", "ACQUIRING", "KARTENUMS[AÄ]TZE?", "KARTENUMSATZ",
        "KARTENAKZEPTANZ", "REMISE CB", "TPV", "POS SETTLEMENT", "PINBETALINGEN", "INCASSI POS",
    ),
    "payroll": _words(
        "PAYROLL", "SALAR(?:Y|IES)", "WAGES?", "LOHN\\w*", "GEHALT\\w*", "SALAIRES?", "N[OÓ]MINAS?",
        "STIPENDI[O]?", "SALARIS(?:SEN)?", "WYNAGRODZENI\\w*", "SALARI[IU]",
    ),
    "authority": _words(
        "KRANKENKASSE", "SOCIAL SECURITY", "BUNDESAGENTUR", "AMTSGERICHT", "GERICHTSKASSE",
        "KOSTENVORSCHUSS", "URSSAF", "INPS", "ZUS", "SUBSIDY", "SUBVENTION", "STADTWERKE",
        "JAHRESABRECHNUNG",
    ),
    "finance": _words(
        "DIVIDEND\\w*", "LOAN", "DARLEHEN", "PRÊT", "PR[EÉ]STAMO", "PRESTITO", "LENING", "KREDYT",
    ),
}  # fmt: skip


def _certain(receipt: Receipt) -> Stranger | None:
    """Whose account it comes from, or the bank's code, says that no customer paid; words are not asked."""
    if receipt.from_own_account:
        return Stranger("transfer", receipt.payer_account, "own_account")
    for pattern, kind in _CODES:
        if pattern.fullmatch(receipt.code):
            return Stranger(kind, receipt.code, "code")
    return None


def stranger(receipt: Receipt, names: Iterable[str] = (), by_account: bool = False) -> Stranger | None:
    """What the money is when it is not from a customer, or None.

    ``names``: of the customers that the payer may stand for; ``by_account``: one of them is known by the
    account. A word in the payer's name says nothing when the customer is called so too; a word in the text
    says nothing when the payer's name is the customer's.
    """
    if certain := _certain(receipt):
        return certain
    if by_account:
        return None
    called, known = upper(receipt.payer_name), [upper(name) for name in names]
    if found := _spoken(called):
        return None if any(found.sign in name for name in known) else found
    if any(_alike(called, name) for name in known):
        return None
    return _spoken(upper(receipt.remittance))


def _spoken(text: str) -> Stranger | None:
    found = ((kind, match) for kind, words in _WORDS.items() if (match := words.search(text)))
    return next((Stranger(kind, match.group()) for kind, match in found), None)


def _alike(payer: str, customer: str) -> bool:
    """Whether the first word that is more than an initial is the same."""
    ours, theirs = ([w for w in re.findall(r"[^\W_]+", name) if len(w) > 2] for name in (payer, customer))
    return bool(ours and theirs) and ours[0] == theirs[0]
