"""Lists of paid invoices as CSV, XLSX or Parquet: one row per invoice, one or several payments in a list.

Columns are known by their names in several languages (``names.py``) or by the user's mapping. A row that says
nothing of its payment belongs to the payment of the row above. Where a list does not say whether its amounts
are before or after deductions, the stated total must prove it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duebook.core.banking import Remittance, RemittanceFile, RemittanceLine
from duebook.formats.reading import Complaints, Unreadable, known_currency
from duebook.formats.remittance.columns import currency_of, money_column, names_of
from duebook.formats.remittance.deductions import after_deductions, sums
from duebook.formats.remittance.names import NAMES, is_total
from duebook.formats.remittance.reasons import reason_of
from duebook.formats.table.opening import open_table
from duebook.formats.table.record import Record
from duebook.formats.table.records import Manner, Shape, stream


@dataclass(frozen=True, slots=True)
class _Payment:
    """What the rows of one payment have in common."""

    currency: str = ""
    reference: str = ""
    day: date | None = None
    payer: str = ""
    account: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    payment: _Payment
    line: RemittanceLine
    is_total: bool


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> RemittanceFile:
    """One remittance per payment. ``mapping``: their column -> ours; a currency that is no column holds for
    all rows (``{"EUR": "currency"}``)."""
    complaints = Complaints(name)
    try:
        table = open_table(data, encoding)
        named = names_of(table, mapping or {})
        money = money_column(table, named)
        manner = Manner(named, date_format, decimal, encoding)
        rows = _Rows(name, money, currency_of(named), complaints)
    except Unreadable as error:
        complaints.unreadable("line 1", error)
        return RemittanceFile("", (), tuple(complaints.problems))
    for found in stream(data, name, rows.shape(), manner):
        if isinstance(found, _Row):
            rows.take(found)
        else:
            complaints.add(found.place, found.what, found.todo)
    remittances = rows.remittances()
    if not remittances and not complaints.problems:
        complaints.add("line 1", "the list has no paid invoices", "check what was exported")
    return RemittanceFile(table.format, remittances, tuple(complaints.problems))


class _Rows:
    """Rows into payments, each with its lines, in the order in which the list first names them."""

    def __init__(self, name: str, money: str, currency: str, complaints: Complaints) -> None:
        self._name, self._money, self._currency, self._complaints = name, money, currency, complaints
        self._payments: dict[_Payment, list[RemittanceLine]] = {}
        self._totals: dict[_Payment, int] = {}
        self._last = _Payment()

    def shape(self) -> Shape[_Row]:
        return Shape(
            required=("invoice_number", self._money),
            optional=tuple(set(NAMES) - {"invoice_number", self._money}),
            amounts=(self._money, "discount", "deduction", "total"),
            days=("payment_date",),
            build=self._row,
            identity=None,
            thing="paid invoice",
        )

    def _row(self, record: Record) -> _Row:
        payment = self._payment(record)
        currency = payment.currency
        amount = record.amount(self._money, currency)
        reference = record.text("invoice_number")
        kept = {
            column: record.amount(column, currency)
            for column in ("discount", "deduction")
            if record.text(column)
        }
        reason = record.text("reason") or "; ".join(column for column, minor in kept.items() if minor)
        line = RemittanceLine(
            reference, amount, sum(kept.values()), reason, f"row {record.row}",
            reason_of(reason), kept.get("discount", 0), self._gross(record, currency),
        )  # fmt: skip
        return _Row(payment, line, not reference or is_total(reference))

    def _gross(self, record: Record, currency: str) -> int | None:
        """The invoice's amount, where it stands beside what is paid of it."""
        beside = next((c for c in ("gross", "amount") if c != self._money and record.text(c)), "")
        return record.amount(beside, currency) if beside and self._money == "paid" else None

    def _payment(self, record: Record) -> _Payment:
        """The row's own payment, or that of the row above where the row says nothing else of it."""
        currency = record.text("currency").upper() or self._currency or self._last.currency
        currency = _known(record, currency or record.needed("currency"))
        own = _Payment(
            currency,
            record.shared("payment_reference"),
            record.day("payment_date") if record.text("payment_date") else None,
            record.shared("payer_name"),
            record.shared("payer_account"),
            record.amount("total", currency) if record.text("total") else None,
        )
        if own == _Payment(currency) or replace(own, total=self._last.total) == self._last:
            same = self._last.currency in ("", currency) and own.total in (None, self._last.total)
            return replace(self._last, currency=currency) if same else own
        return own

    def take(self, row: _Row) -> None:
        self._last = row.payment
        lines = self._payments.setdefault(row.payment, [])
        if not row.is_total:
            lines.append(row.line)
        elif lines and (row.line.reference or row.line.amount in sums(lines)):
            self._totals[row.payment] = row.line.amount or 0
        else:
            what = "the row has an amount but names no invoice, and is not the total of the rows above"
            self._complaints.add(f"{row.line.place}, column invoice_number", what, "fill it in")

    def remittances(self) -> tuple[Remittance, ...]:
        found = [self._remittance(payment, lines) for payment, lines in self._payments.items() if lines]
        return tuple(filter(None, found))

    def _remittance(self, payment: _Payment, lines: Sequence[RemittanceLine]) -> Remittance | None:
        stated = payment.total if payment.total is not None else self._totals.get(payment)
        try:
            lines = after_deductions(lines, stated, self._money, payment.currency)
        except Unreadable as error:
            self._complaints.unreadable(lines[0].place, error)
            return None
        total = stated if stated is not None else sum(line.amount or 0 for line in lines)
        return Remittance(
            self._name, lines[0].place, payment.currency, total, tuple(lines), payment.reference,
            payment.day, payment.payer, payment.account,
        )  # fmt: skip


def _known(record: Record, currency: str) -> str:
    try:
        return known_currency(currency)
    except Unreadable:
        raise record.unclear("currency", "an ISO 4217 currency code such as EUR") from None
