"""A case as a folder of the files that every engine reads, and the answer beside them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.cash.values import Case
from duebook.core.banking import Balance, BankEntry, BankStatement
from duebook.core.money import plain
from duebook.simulator.camt_file import camt053
from duebook.simulator.identifiers import iban

ACCOUNT = iban("DE", "370400440532013000")
_OPENING = 100_000


def write_case(case: Case, folder: Path) -> None:
    """invoices.csv, applied.csv, a camt.053 statement per currency, truth.csv and truth_kind.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "invoices.csv", _invoices(case))
    _write(folder / "applied.csv", _applied(case))
    _write(folder / "truth.csv", _truth(case))
    _write(folder / "truth_kind.csv", _kinds(case))
    for currency in sorted({entry.currency for entry in case.entries}):
        entries = [entry for entry in case.entries if entry.currency == currency]
        (folder / f"statement_{currency}.xml").write_bytes(camt053(_statement(case, currency, entries)))


def _invoices(case: Case) -> Iterable[Sequence[object]]:
    yield (
        "customer_id", "customer_name", "invoice_number", "po_number", "issue_date", "due_date", "currency",
        "amount", "open_amount", "terms", "kind",
    )  # fmt: skip
    for i in case.items:
        amounts = plain(i.amount, i.currency), plain(i.open_amount, i.currency)
        yield (
            i.customer_id, i.customer_name, i.number, i.po_number, i.issue_date, i.due_date, i.currency,
            *amounts, i.terms, i.kind,
        )  # fmt: skip


def _applied(case: Case) -> Iterable[Sequence[object]]:
    yield (
        "receipt_id", "value_date", "amount", "currency", "payer_name", "payer_account", "remittance_text",
        "customer_id", "invoice_number", "amount_applied",
    )  # fmt: skip
    for p in case.history:
        yield (
            p.receipt_id, p.value_date, plain(p.amount, p.currency), p.currency, p.payer_name,
            p.payer_account, p.remittance, p.customer_id, p.invoice_number,
            plain(p.amount_applied, p.currency),
        )  # fmt: skip


def _truth(case: Case) -> Iterable[Sequence[object]]:
    """A second payment has no lines of its own: its twin's are its."""
    currencies = {item.number: item.currency for item in case.items}
    yield "receipt_id", "invoice_number", "amount_applied"
    for receipt_id, answer in case.truth.items():
        if answer.kind != "paid_twice":
            for number, amount in answer.items.items():
                yield receipt_id, number, plain(amount, currencies[number])


def _kinds(case: Case) -> Iterable[Sequence[object]]:
    amounts = {entry.bank_reference: plain(entry.amount, entry.currency) for entry in case.entries}
    yield "receipt_id", "kind", "style", "n", "amount", "twin"
    for receipt_id, answer in case.truth.items():
        twin = answer.twin if answer.kind == "paid_twice" else ""
        yield receipt_id, answer.kind, answer.style, answer.count, amounts[receipt_id], twin


def _statement(case: Case, currency: str, entries: Sequence[BankEntry]) -> BankStatement:
    total = _OPENING + sum(entry.amount for entry in entries)
    before, after = Balance(entries[0].value_date, _OPENING, currency), Balance(case.as_of, total, currency)
    return BankStatement(ACCOUNT, currency, "1", before, after, tuple(entries))


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
