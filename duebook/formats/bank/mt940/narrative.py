"""What ``:86:`` says, in the dialects banks write it: numbered fields, slash words, labels, or free text."""

import re
from dataclasses import replace

from duebook.core.banking import BankEntry, EntryKind
from duebook.formats.reading import Unreadable, exact_amount

_FULL_LINE = 65
"""SWIFT breaks narratives after this many characters (some banks count the tag), amid words."""
_FULL_FIELD = 27
"""German banks break the text of a payment into fields of this length."""

_NUMBERED = re.compile(r"(\d{3})?\s?([?>+~^<@&|*])(\d\d)", re.ASCII)
_GERMAN_WORDS = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RTRN)\+")
_SLASH_BEGIN = re.compile(r"/[A-Z]{2,4}\d?/")
_SLASH_NAMES = (
    "TRTP TRCD IBAN BBAN BIC NAME ADDR REMI EREF PREF KREF IREF ORDP BENM CNTP MARF CSID ISDT RTRN ULTD ULTC "
    "ULTB SVCL PURP OCMT CHGS EXCH ORDI CRED SUBJ"
)
_SLASH_WORDS = re.compile("/(" + "|".join(r"\n?".join(name) for name in _SLASH_NAMES.split()) + r")\n?/")
_LABELS = re.compile(
    r"\b(IBAN|REK|BIC|NAAM|OMSCHRIJVING|KENMERK|MACHTIGING|INCASSANT|Name|Konto|Verwendungszweck)\s*:\s*"
)
_ACCOUNT_FIRST = re.compile(
    r"([A-Z]{2}\d{2}[A-Z]{4}\d{10}|[A-Z]{2}\d{2}\d{12,24})\s+(.*)", re.ASCII | re.DOTALL
)
_RETURN_CODES = frozenset({"009", "059", "108", "109", "159", "183"})
"""German business transaction codes of returned direct debits and transfers."""
_CHARGE_CODES, _INTEREST_CODES = frozenset({"808"}), frozenset({"814"})
_NOT_TOLD = frozenset({"", "NONREF", "NOTPROVIDED", "NOTPROV", "NOT PROVIDED"})


def explained(entry: BankEntry, lines: list[str]) -> BankEntry:
    """The entry with what its narrative adds: payer, references, text; the narrative itself is never lost."""
    if not any(line.strip() for line in lines):
        return entry
    flat = "".join(lines).strip()
    numbered = _NUMBERED.match(flat)
    if numbered:
        return _numbered(entry, flat, numbered)
    text = _unwrapped(lines)
    if _SLASH_BEGIN.match(text):
        return _slashed(entry, text)
    if _LABELS.search(text):
        return _labelled(entry, text)
    return _free(entry, text)


def _unwrapped(lines: list[str]) -> str:
    """Lines joined: directly where the line was full and the word went on, else by a line feed."""
    joined = ""
    for number, line in enumerate(lines):
        full = len(line) >= (_FULL_LINE if number else _FULL_LINE - len(":86:")) and not line.endswith(" ")
        joined += line if full else line.rstrip() + "\n"
    return re.sub(r"\n\s*\n+", "\n", joined).strip()


def _free(entry: BankEntry, text: str) -> BankEntry:
    """Free text; an account at its very beginning is the payer's, the rest of that line his name."""
    found = _ACCOUNT_FIRST.match(text)
    if not found:
        return replace(entry, remittance=_lines(text, entry.remittance))
    name, _, rest = found[2].partition("\n")
    extra = "" if entry.remittance in name else entry.remittance
    payer = replace(
        entry, payer_account=found[1], payer_name=" ".join(name.split()) or entry.payer_name, remittance=extra
    )
    return (
        _slashed(payer, rest) if _SLASH_BEGIN.match(rest) else replace(payer, remittance=_lines(rest, extra))
    )


def _numbered(entry: BankEntry, flat: str, start: re.Match[str]) -> BankEntry:
    """``166?00GUTSCHRIFT?20EREF+1?21SVWZ+Rechnung 7?30BIC?31IBAN?32NAME`` (also with > ~ ^ + between)."""
    fields = _fields(flat[start.end(1) if start[1] else 0 :], re.escape(start[2]))
    pieces = [fields[code] for code in (*range(20, 30), *range(60, 70)) if code in fields]
    words = _words(_GERMAN_WORDS, _glued(pieces))
    text = [words[""], words.get("SVWZ", "")] if len(words) > 1 else pieces
    account = fields.get(38) or fields.get(31) or words.get("IBAN", "")
    return replace(
        entry, kind=_german_kind(entry, start[1] or ""), code=start[1] or entry.code,
        end_to_end_id=_told(words.get("EREF", "")), mandate_id=_told(words.get("MREF", "")),
        payer_name=" ".join((fields.get(32, "") + fields.get(33, "")).split()) or entry.payer_name,
        payer_account=account.replace(" ", "") or entry.payer_account, ultimate_payer=words.get("ABWA", ""),
        remittance=_lines(*text, *(fields.get(code, "") for code in range(70, 80)), entry.remittance),
        charges=_amount(words.get("COAM", ""), entry.currency) or entry.charges,
        return_reason=words.get("RTRN", "") or (fields.get(34, "") if start[1] in _RETURN_CODES else ""),
    )  # fmt: skip


def _fields(text: str, separator: str) -> dict[int, str]:
    """The numbered fields; one that comes twice goes on."""
    parts = re.split(rf"{separator}(0[0-9]|1[01]|[2367][0-9])", text)
    fields: dict[int, str] = {}
    for code, value in zip(parts[1::2], parts[2::2], strict=True):
        fields[int(code)] = fields.get(int(code), "") + value
    return fields


def _glued(pieces: list[str]) -> str:
    """Fields of one text: a full one goes on in the next without a break."""
    return "".join(piece if len(piece) >= _FULL_FIELD else piece + "\n" for piece in pieces)


def _german_kind(entry: BankEntry, code: str) -> EntryKind:
    for codes, kind in ((_RETURN_CODES, "return"), (_CHARGE_CODES, "charge"), (_INTEREST_CODES, "interest")):
        if code in codes:
            return kind  # type: ignore[return-value]
    return entry.kind


def _slashed(entry: BankEntry, text: str) -> BankEntry:
    """``/TRTP/SEPA OVERBOEKING/IBAN/../NAME/../REMI/Order 1`` or ``/CNTP/IBAN/BIC/name///REMI/..``."""
    words = _words(_SLASH_WORDS, text)
    account, name = _counterparty(words)
    references, free = _remittance(words.get("REMI", ""))
    return replace(
        entry, kind="return" if "RTRN" in words else entry.kind,
        end_to_end_id=_told(words.get("EREF", "")), mandate_id=_told(words.get("MARF", "")),
        payer_name=name or entry.payer_name, payer_account=account or entry.payer_account,
        references=(*references, *entry.references),
        remittance=_lines(free, words.get("", ""), entry.remittance),
        return_reason=words.get("RTRN", ""),
    )  # fmt: skip


def _counterparty(words: dict[str, str]) -> tuple[str, str]:
    """Account and name of the other side."""
    if "CNTP" in words:
        account, _, name = [*words["CNTP"].split("/", 2), "", ""][:3]
        return account.replace(" ", ""), name.strip("/ ").replace("\n", " ")
    account = words.get("IBAN") or words.get("BBAN") or ""
    name = words.get("NAME") or words.get("ORDP") or words.get("BENM") or ""
    return account.replace(" ", ""), name.replace("\n", " ")


def _remittance(text: str) -> tuple[tuple[str, ...], str]:
    """Structured references and free text of ``/REMI/``."""
    if text.startswith("USTD//"):
        return (), text.removeprefix("USTD//")
    structured = re.match(r"STRD/[A-Z]{2,4}/([^/]+)", text)
    return ((structured[1].strip(),), "") if structured else ((), text)


def _labelled(entry: BankEntry, text: str) -> BankEntry:
    """``SEPA OVERBOEKING  IBAN: NL..  NAAM: ..  OMSCHRIJVING: ..  KENMERK: ..``."""
    words = _words(_LABELS, text)
    account = words.get("IBAN") or words.get("REK") or words.get("Konto") or ""
    name = words.get("NAAM") or words.get("Name") or ""
    free = words.get("OMSCHRIJVING") or words.get("Verwendungszweck") or ""
    return replace(
        entry, payer_name=" ".join(name.split()) or entry.payer_name,
        payer_account=account.split("\n")[0].strip("/ ").replace(" ", "") or entry.payer_account,
        end_to_end_id=_told(words.get("KENMERK", "")), mandate_id=_told(words.get("MACHTIGING", "")),
        remittance=_lines(free, words.get("", ""), entry.remittance),
    )  # fmt: skip


def _words(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """Text cut at its key words; what stands before the first is under "". The first telling value counts."""
    parts = pattern.split(text)
    found = {"": parts[0].strip("/ \n")}
    for word, value in zip(parts[1::2], parts[2::2], strict=True):
        word = word.replace("\n", "")
        found[word] = found.get(word) or value.strip().strip("/").strip()
    return found


def _told(reference: str) -> str:
    flat = reference.replace("\n", "")
    return "" if flat.upper() in _NOT_TOLD else flat


def _amount(text: str, currency: str) -> int:
    try:
        return exact_amount(text.strip(), currency) if text.strip() else 0
    except Unreadable:
        return 0


def _lines(*texts: str) -> str:
    """Texts under each other, empty ones left out, no text twice."""
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
