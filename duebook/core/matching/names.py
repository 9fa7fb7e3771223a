"""Company names as words that can be compared: one alphabet, no accents, no legal forms at the end."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from duebook.core.matching.words import upper

_LETTERS = {
    "ß": "SS", "Æ": "A", "Œ": "O", "Ø": "O", "Å": "A", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "ı": "I",
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Ґ": "G", "Д": "D", "Е": "E", "Є": "E", "Ж": "ZH", "З": "Z",
    "И": "I", "І": "I", "Ї": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R",
    "С": "S", "Т": "T", "У": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ъ": "",
    "Ы": "Y", "Ь": "", "Э": "E", "Ю": "YU", "Я": "YA", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Ћ": "C", "Ђ": "DJ",
    "Α": "A", "Β": "V", "Γ": "G", "Δ": "D", "Ε": "E", "Ζ": "Z", "Η": "I", "Θ": "TH", "Ι": "I", "Κ": "K",
    "Λ": "L", "Μ": "M", "Ν": "N", "Ξ": "X", "Ο": "O", "Π": "P", "Ρ": "R", "Σ": "S", "Τ": "T", "Υ": "Y",
    "Φ": "F", "Χ": "CH", "Ψ": "PS", "Ω": "O", "'": "", ".": "", "’": "", "`": "",
}  # fmt: skip
"""Letters without a decomposition, Cyrillic and Greek as bank forms write them in Latin letters."""
# fmt: off
ENDINGS = frozenset((
    "AB", "AG", "AS", "ASA", "BV", "CO", "COMPANY", "CORP", "CORPORATION", "CV", "EG", "EK", "EV", "GBR",
    "GMBH", "INC", "INCORPORATED", "KG", "KGAA", "KK", "LDA", "LIMITED", "LLC", "LLP", "LP", "LTD", "LTDA",
    "MBH", "NV", "OHG", "OY", "OYJ", "PLC", "PTE", "PTY", "SA", "SARL", "SAS", "SE", "SL", "SNC", "SPA",
    "SPRL", "SRL", "SRO", "UG", "ZOO", "AND", "UND", "ET", "Y", "GROUP", "GRUPPE", "HOLDING",
    "INTERNATIONAL", "AP", "DEPT", "DEPARTMENT", "TREASURY", "SHARED", "SERVICES", "SERVICE", "PAYMENTS",
    "ACCOUNTS", "PAYABLE", "FINANCE", "AE", "APS", "COOP", "DOO", "EOOD", "EPE", "EURL", "GESMBH", "HF",
    "IKE", "KFT", "NYRT", "OO", "OOD", "OOO", "OU", "RT", "SASU", "SCA", "SCRL", "SCS", "SIA", "SP",
    "STIFTUNG", "UAB", "Z", "ZRT",
))
"""Legal forms and departments at the end of a name: they tell no two companies apart."""
# fmt: on
_LATIN = str.maketrans(_LETTERS)
_UMLAUTS = re.compile(r"(?<=[^AEOUQ\W])([AOU])E(?=[^\WEIOU])|^([AOU])E(?=[^\WEIOU])")
_WORD = re.compile(r"[^\W_]+")
_ON_BEHALF = re.compile(
    r"\b(?:ON BEHALF OF|IN THE NAME OF|FOR (?:THE )?ACCOUNT OF|O/B/O|OBO|C/O|I\. ?A\.(?: VON| DER| D\.)?|"
    r"IM AUFTRAG(?: VON| DER)?|IM NAMEN(?: VON| DER)?|NAMENS|POUR (?:LE )?COMPTE DE|AU NOM DE|PER CONTO DI|"
    r"A NOME DI|POR CUENTA DE|EN NOMBRE DE|IN OPDRACHT VAN|UIT NAAM VAN|W IMIENIU|NA ZLECENIE|IN NUMELE|"
    r"YN OPDRACHT FAN)(?=\s)\s*"
)
_LONGEST_NAME = 70


@lru_cache(maxsize=200_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in plain Latin capitals: Müller, Mueller and MULLER are one word."""
    text = upper(name).replace("&", " & ")
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        text = "".join(char for char in text if not unicodedata.combining(char))
    return tuple(_UMLAUTS.sub(r"\1\2", word) for word in _WORD.findall(text.translate(_LATIN)))


_ENDINGS = frozenset(word for ending in ENDINGS for word in words_of(ending))


def stem_of(words: tuple[str, ...], endings: Collection[str] = _ENDINGS) -> tuple[str, ...]:
    """The words without legal forms and departments at their end; at least one stays."""
    end = len(words)
    while end > 1 and words[end - 1] in endings:
        end -= 1
    return words[:end]


def legal_forms() -> frozenset[str]:
    """The endings that tell no two companies apart, spelled like ``words_of`` spells words."""
    return _ENDINGS


def parties(name: str) -> Iterator[str]:
    """The names in one: "X c/o Y", "Y on behalf of X" name both."""
    yield name
    if _ON_BEHALF.search(upper(name)):
        yield from (part for part in _ON_BEHALF.split(upper(name)) if part.strip())


def told_payers(text: str) -> Iterator[str]:
    """Those on whose behalf a text says it pays."""
    wide = upper(text)
    for match in _ON_BEHALF.finditer(wide):
        yield re.split(r"[\r\n,;:]| - |\d{3}", wide[match.end() : match.end() + _LONGEST_NAME])[0]
