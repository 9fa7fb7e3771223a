"""Remittances: what payers say their payments are for. Lists, ISO 20022 remt.001, X12 820, camt.054."""

from collections.abc import Mapping
from dataclasses import replace

from duebook.core.banking import BankEntry, Remittance, RemittanceFile, RemittanceLine
from duebook.core.money import plain
from duebook.core.problems import Problem
from duebook.formats.bank import camt
from duebook.formats.reading import head_of, shown
from duebook.formats.remittance import remadv, remt, x12

LARGEST = 64 << 20
"""Bytes: a remittance for 100,000 documents has 50 MB as remt.001, the wordiest of the formats."""

_APPLY_BY_HAND = "the amounts per document are not believed; ask the payer for a corrected advice"


def recognises(data: bytes, mapping: Mapping[str, str] | None = None) -> bool:
    """Whether a file holds remittances and nothing else; a bank's camt.054 is a statement first."""
    head = head_of(data)
    if any(reader.recognises(head) for reader in (remt, x12, remadv)):
        return True
    if head.startswith("<") or camt.recognises(head):
        return False
    from duebook.formats.remittance import columns

    return columns.recognises(data, mapping)


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> RemittanceFile:
    """What a file of remittances says. Never raises for what the file holds: that is in ``problems``.

    ``name`` is only for messages. The rest is for lists: ``mapping`` names their columns
    (``{"Zahlung": "paid"}``), ``date_format`` as in ``%d/%m/%Y``, ``decimal`` is the decimal mark,
    ``encoding`` where it is unclear.
    """
    if len(data) > LARGEST:
        return _refused(name, f"the file is larger than {LARGEST >> 20} MB", "split it into several files")
    if not data.strip():
        return _refused(name, "the file is empty", "ask the payer to send it again")
    head = head_of(data)
    if remt.recognises(head):
        return _checked(remt.read(data, name))
    if x12.recognises(head):
        return _checked(x12.read(data, name))
    if remadv.recognises(head):
        return _checked(remadv.read(data, name))
    if camt.recognises(head):
        return _of_bank(data, name)
    if head.startswith("<"):
        what = f"this XML file is no remittance; it begins with {shown(head)!r}"
        return _refused(name, what, "ask the payer for remt.001, X12 820 or a list")
    from duebook.formats.remittance import listed  # what reads tables takes longer to load than the others

    return _checked(listed.read(data, name, mapping, date_format, decimal, encoding))


def _of_bank(data: bytes, name: str) -> RemittanceFile:
    """A bank's camt file, whose credits carry their remittance with them."""
    found = camt.read(data, name)
    incoming = (e for s in found.statements for e in s.entries if e.kind == "credit" and e.amount > 0)
    return RemittanceFile(found.format, tuple(_of_entry(name, entry) for entry in incoming), found.problems)


def _of_entry(name: str, entry: BankEntry) -> Remittance:
    told = dict(entry.amounts_by_reference)
    lines = [RemittanceLine(reference, amount, place=entry.place) for reference, amount in told.items()]
    lines += [RemittanceLine(r, None, place=entry.place) for r in entry.references if r not in told]
    return Remittance(
        name, entry.place, entry.currency, entry.amount, tuple(lines),
        entry.end_to_end_id or entry.bank_reference, entry.value_date, entry.payer_name, entry.payer_account,
        entry.remittance,
    )  # fmt: skip


def _checked(found: RemittanceFile) -> RemittanceFile:
    """The same, with a doubt and a Problem for each remittance whose lines do not add up to its total."""
    doubts = [_contradiction(remittance) for remittance in found.remittances]
    remittances = tuple(
        replace(one, doubt=one.doubt or doubt) for one, doubt in zip(found.remittances, doubts, strict=True)
    )
    problems = (
        Problem(one.file, one.place, doubt, _APPLY_BY_HAND)
        for one, doubt in zip(found.remittances, doubts, strict=True)
        if doubt
    )
    return RemittanceFile(found.format, remittances, (*found.problems, *problems))


def _contradiction(remittance: Remittance) -> str:
    amounts = [line.amount for line in remittance.lines if line.amount is not None]
    incomplete = not amounts or len(amounts) < len(remittance.lines)
    if remittance.total is None or incomplete or sum(amounts) == remittance.total:
        return ""
    added, total = plain(sum(amounts), remittance.currency), plain(remittance.total, remittance.currency)
    return f"the {len(amounts)} documents add up to {added}, the payment is {total}"


def _refused(name: str, what: str, todo: str) -> RemittanceFile:
    return RemittanceFile("", (), (Problem(name, "line 1", what, todo),))
