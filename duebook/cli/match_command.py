"""``duebook match``: which open invoices the money on a bank statement pays."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from duebook.cli.files import NOT_DONE, column_mapping, read_bytes, report, writing
from duebook.cli.lists import DAY, InvoiceStream, list_options
from duebook.core.money import plain

if TYPE_CHECKING:
    from duebook.core.banking import RemittanceFile, StatementFile
    from duebook.core.matching import Allocation, Evidence, OpenItem, Proposal, Receipt
    from duebook.formats.table import AppliedTable

COLUMNS = (
    "receipt_id", "value_date", "receipt_amount", "currency", "payer_name", "customer_id", "invoice_number",
    "amount_applied", "decision", "probability", "difference_amount", "difference_reason", "reason",
)  # fmt: skip

_PATIENCE = 2.0


@click.command(name="match")
@click.option("--invoices", required=True, help="Open invoices: CSV, XLSX or Parquet; - for standard input.")
@click.option("--statement", "statements", required=True, multiple=True, help="A bank statement; repeat it.")
@click.option("--remittance", "remittances", multiple=True, help="What payers say they paid; repeat it.")
@click.option("--applied", help="Past receipts as they were applied, to learn payers from.")
@click.option("--max-error", type=click.FloatRange(0, 0.5), default=0.001, show_default=True,
              help="Share of wrong automatic receipts you accept.")  # fmt: skip
@click.option("--as-of", type=DAY, help="Day of the decision; default: the last day of the statements.")
@click.option("--out", required=True, help="CSV to write, one line per allocation; - for standard output.")
@click.option("--explain", help="JSON lines to write: evidence and rejected alternatives per receipt.")
@list_options
def command(
    invoices: str,
    statements: tuple[str, ...],
    remittances: tuple[str, ...],
    applied: str | None,
    max_error: float,
    as_of: date | None,
    out: str,
    explain: str | None,
    **manner: Any,
) -> None:
    """Propose which open invoices each receipt pays, with a decision, its probability and the reason.

    \b
    Example:
      duebook match --invoices invoices.csv --statement bank.xml --applied applied.csv --out matches.csv
    Problems go to standard error, one per line, and so do remittances that no receipt belongs to.
    Exit: 0 done, 1 some input rejected, 2 not done.
    """
    from duebook.core.matching import open_items, pair, propose, receipts, usual_policy
    from duebook.flows.spreading import spread

    listed = InvoiceStream(invoices, **manner)
    items = open_items(listed)
    past = _past(applied, **manner)
    files = [_statement(path) for path in statements]
    told = [_remittances(path, **manner) for path in remittances]
    problems = [*past.problems, *chain(*(file.problems for file in files), *(file.problems for file in told))]
    if not listed.count or not any(file.statements for file in files):
        report([*listed.problems, *problems])
        sys.exit(NOT_DONE)
    pairing = pair(receipts(file.statements for file in files), chain(*(file.remittances for file in told)))
    money = pairing.receipts
    policy = usual_policy({item.currency for item in items} | {r.currency for r in money}, max_error)
    day = as_of or max((receipt.value_date for receipt in money), default=date.max)
    proposals = propose(money, items, past.allocations, policy, day, _Progress(), spread=spread)
    by_id = {receipt.receipt_id: receipt for receipt in money}
    with writing(out) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(_rows(proposals, by_id, {item.key: item for item in items}))
    if explain:
        with writing(explain) as stream:
            stream.writelines(_explanations(proposals, by_id))
    report(pairing.unpaired)
    sys.exit(max(listed.done(), report(problems)))


class _Progress:
    """Tells a waiting person every two seconds how far matching got."""

    def __init__(self) -> None:
        self._told = monotonic()

    def __call__(self, judged: int, of: int) -> None:
        if monotonic() - self._told > _PATIENCE:
            self._told = monotonic()
            click.echo(f"matching: {judged:,} of {of:,} receipts judged", err=True)


def _past(
    path: str | None,
    pairs: tuple[str, ...],
    date_format: str | None,
    decimal: str | None,
    encoding: str | None,
) -> "AppliedTable":
    from duebook.formats.table import AppliedTable, read_applied

    if path is None:
        return AppliedTable((), ())
    return read_applied(read_bytes(path), path, column_mapping(pairs), date_format, decimal, encoding)


def _statement(path: str) -> "StatementFile":
    from duebook.formats import bank

    return bank.read(read_bytes(path), "standard input" if path == "-" else path)


def _remittances(
    path: str,
    pairs: tuple[str, ...],
    date_format: str | None,
    decimal: str | None,
    encoding: str | None,
) -> "RemittanceFile":
    from duebook.formats import remittance

    return remittance.read(read_bytes(path), path, column_mapping(pairs), date_format, decimal, encoding)


def _rows(
    proposals: Iterable["Proposal"], receipts: Mapping[str, "Receipt"], items: Mapping[str, "OpenItem"]
) -> Iterator[list[str]]:
    from duebook.core.matching.exchange import money_of

    for proposal in proposals:
        receipt = receipts[proposal.receipt_id]
        used = money_of(receipt, [(items[a.item_key].currency, a.amount) for a in proposal.allocations])
        for line, money in zip(proposal.allocations, used, strict=True):
            missing = items[line.item_key].open_amount - line.amount
            paid = [line.customer_id, line.number, plain(money, receipt.currency)]
            yield _row(receipt, proposal, paid, missing, line.difference_reason)
        if proposal.unallocated or not proposal.allocations:
            over = -proposal.unallocated if proposal.allocations else 0
            yield _row(receipt, proposal, [proposal.customer_id, "", ""], over, "overpaid" if over else "")


def _row(receipt: "Receipt", proposal: "Proposal", paid: list[str], difference: int, why: str) -> list[str]:
    currency = receipt.currency
    return [
        receipt.receipt_id, receipt.value_date.isoformat(), plain(receipt.amount, currency), currency,
        receipt.payer_name, *paid, proposal.decision, f"{proposal.probability:.4f}",
        plain(difference, currency) if difference else "", why, proposal.reason,
    ]  # fmt: skip


def _explanations(proposals: Iterable["Proposal"], receipts: Mapping[str, "Receipt"]) -> Iterator[str]:
    for proposal in proposals:
        currency = receipts[proposal.receipt_id].currency
        told: dict[str, Any] = {
            "receipt_id": proposal.receipt_id,
            "decision": proposal.decision,
            "probability": round(proposal.probability, 6),
            "customer_id": proposal.customer_id,
            "reason": proposal.reason,
            "allocations": _lines(proposal.allocations, currency),
            "unallocated": plain(proposal.unallocated, currency),
            "evidence": [_told(evidence) for evidence in proposal.evidence],
            "alternatives": [
                {
                    "allocations": _lines(other.allocations, currency),
                    "probability": round(other.probability, 6),
                    "rejected_because": other.rejected_because,
                    "against": [_told(evidence) for evidence in other.against],
                }
                for other in proposal.alternatives
            ],
            "engine": proposal.engine,
        }
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _told(evidence: "Evidence") -> dict[str, Any]:
    return {
        "kind": evidence.kind,
        "values": dict(evidence.values),
        "text": evidence.text,
        "weight": evidence.weight,
    }


def _lines(allocations: Iterable["Allocation"], currency: str) -> list[dict[str, str]]:
    return [
        {"customer_id": a.customer_id, "invoice_number": a.number, "amount": plain(a.amount, currency)}
        for a in allocations
    ]
