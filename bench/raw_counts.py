"""Blind counts of movements and their signed sum, with nothing in common with the readers they judge."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree


@dataclass(frozen=True)
class Raw:
    """Movements, and their signed sum in major units, all currencies together."""

    count: int
    total: Decimal


def _sum(parts: list[Decimal]) -> Raw:
    return Raw(len(parts), sum(parts, Decimal(0)))


def swift(data: bytes) -> Raw:
    text = data.decode("latin-1")
    pattern = r"^\s*:61:\d{6}(?:\d{4}|\s{4})?\s*(R?)([CD])[A-Z]?(\d+(?:[.,]\d*)?)"
    parts = []
    for reversal, side, amount in re.findall(pattern, text, re.MULTILINE):
        sign = 1 if (side == "C") != bool(reversal) else -1
        parts.append(sign * Decimal(amount.replace(",", ".").rstrip(".")))
    count = len(re.findall(r"^\s*:61:", text, re.MULTILINE))
    return Raw(count, _sum(parts).total)


def camt(data: bytes) -> Raw:
    root = etree.fromstring(data.strip(), etree.XMLParser(recover=True, resolve_entities=False))
    parts = []
    for entry in root.iterfind(".//{*}Ntry"):
        amount, side = entry.findtext("{*}Amt") or "0", entry.findtext("{*}CdtDbtInd")
        number = Decimal(amount) if re.fullmatch(r"[\d.]+", amount) and amount.count(".") < 2 else Decimal(0)
        parts.append(number if side == "CRDT" else -number)
    return _sum(parts)


def ofx(data: bytes) -> Raw:
    found = re.findall(
        r"<STMTTRN>(.*?)(?=</STMTTRN>|<STMTTRN>|</BANKTRANLIST>|$)", data.decode("latin-1"), re.DOTALL
    )
    parts = []
    for body in found:
        amount = re.search(r"<TRNAMT>\s*([+-]?[\d.,]+)", body)
        parts.append(Decimal(amount[1].replace(",", ".")) if amount else Decimal(0))
    return _sum(parts)


def bai2(data: bytes) -> Raw:
    found = re.findall(r"^16,(\d+),(\d*)", data.decode("latin-1"), re.MULTILINE)
    return _sum([Decimal(amount or 0) / 100 * (1 if int(code) < 400 else -1) for code, amount in found])


def coda(data: bytes) -> Raw:
    """Lines 21 that are no detail (detail number 0000)."""
    found = re.findall(r"^21....0000.{21}([01])(\d{15})", data.decode("latin-1"), re.MULTILINE)
    return _sum([Decimal(amount) / 1000 * (-1 if side == "1" else 1) for side, amount in found])


def cfonb120(data: bytes) -> Raw:
    found = re.findall(r"^04.{17}(\d).{70}(\d{13})(.)", data.decode("latin-1"), re.MULTILINE)
    parts = []
    for decimals, amount, last in found:
        digit = "{ABCDEFGHI}JKLMNOPQR".index(last)
        number = Decimal(amount + str(digit % 10)).scaleb(-int(decimals))
        parts.append(-number if digit > 9 else number)
    return _sum(parts)


def norma43(data: bytes) -> Raw:
    found = re.findall(r"^22.{25}([12])(\d{14})", data.decode("latin-1"), re.MULTILINE)
    return _sum([Decimal(amount) / 100 * (1 if side == "2" else -1) for side, amount in found])


Counter = Callable[[bytes], Raw]
COUNTERS: dict[str, tuple[str, Counter | None]] = {
    "camt.052": ("iso20022/camt.052*/*/*", camt),
    "camt.053": ("iso20022/camt.053*/*/*", camt),
    "camt.054": ("iso20022/camt.054*/*/*", camt),
    "MT940": ("mt940/*/*", swift),
    "MT940 fragments": ("mt940-fragment/*/*", swift),
    "MT942": ("mt942/*/*", swift),
    "BAI2": ("bai2/*/*", bai2),
    "OFX": ("ofx/*/*", ofx),
    "CODA": ("coda/*/*", coda),
    "CFONB 120": ("cfonb120/*/*", cfonb120),
    "Norma 43": ("norma43/*/*", norma43),
    "CSV exports": ("csv/*/*", None),
    "XLSX exports": ("xlsx/*/*", None),
    "QIF": ("qif/*/*", None),
}
"""Format -> files of the collection, and the blind count where one is possible."""
