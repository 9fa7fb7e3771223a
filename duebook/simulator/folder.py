"""Writes simulated days to a folder, as an inbox that fills day after day."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from duebook.core.banking.values import BankStatement
from duebook.simulator import erp_files as erp
from duebook.simulator.advices.kinds import advice_files, file_of
from duebook.simulator.camt_file import camt053
from duebook.simulator.mails import rfc5322
from duebook.simulator.mt940_file import mt940
from duebook.simulator.values import Company, Day


def write_days(days: Iterable[Day], company: Company, folder: Path) -> Iterator[Day]:
    """Writes each day as it is drawn and hands it on. Layout: docs/simulator.md."""
    for name in ("inbox", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "company.toml").write_text(company_toml(company), "utf-8", newline="\n")
    _start(folder / "customers.csv", erp.CUSTOMERS)
    _start(folder / "rates.csv", ("day", "currency", "rate"))
    _start(folder / "applied.csv", erp.HISTORY)
    _start(folder / "truth" / "truth.csv", erp.APPLIED)
    _start(folder / "truth" / "truth_kind.csv", erp.RECEIPTS)
    _start(folder / "truth" / "remittance.csv", erp.ADVISED)
    for day in days:
        _write_inbox(day, company, folder / "inbox" / f"{day.day}")
        _continue(folder / "customers.csv", map(erp.customer_row, day.new_customers))
        _continue(folder / "rates.csv", ((day.day, currency, rate) for currency, rate in day.rates))
        _continue(folder / "applied.csv", map(erp.history_row, day.history))
        _continue(folder / "truth" / "truth.csv", map(erp.applied_row, day.applied))
        _continue(folder / "truth" / "truth_kind.csv", map(erp.receipt_row, day.receipts))
        _continue(folder / "truth" / "remittance.csv", _told(day))
        yield day


def _told(day: Day) -> Iterator[Sequence[object]]:
    """What the day's advices say, line by line."""
    for advice in day.advices:
        document = f"{day.day}/{file_of(advice)}"
        yield from (erp.advised_row(document, advice, line) for line in advice.lines)


def inbox_files(day: Day, company: Company) -> Iterator[tuple[str, bytes]]:
    """Path below the day's folder, and content, of every file the day brings."""
    if day.invoices:
        yield "invoices.csv", erp.csv_text(erp.INVOICES, map(erp.invoice_row, day.invoices)).encode()
    for statement in day.statements:
        yield _statement_file(statement, company)
    for mail in day.mails:
        yield f"mails/{mail.message_id.partition('@')[0]}.eml", rfc5322(mail, company.email)
    yield from advice_files(day, company)


def _statement_file(statement: BankStatement, company: Company) -> tuple[str, bytes]:
    if company.account_for(statement.currency).format == "mt940":
        return f"statement-{statement.currency}.sta", mt940(statement)
    return f"statement-{statement.currency}.camt053.xml", camt053(statement)


def company_toml(company: Company) -> str:
    lines = [
        f'name = "{company.name}"',
        f'country = "{company.country}"',
        f'currency = "{company.currency}"',
        f'email = "{company.email}"',
    ]
    for account in company.accounts:
        lines += ["", "[[bank_accounts]]", f'iban = "{account.iban}"', f'bic = "{account.bic}"']
        lines += [f'currency = "{account.currency}"', f'format = "{account.format}"']
    return "\n".join([*lines, ""])


def _write_inbox(day: Day, company: Company, folder: Path) -> None:
    for name, content in inbox_files(day, company):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _start(path: Path, header: Iterable[str]) -> None:
    path.write_text(erp.csv_text(tuple(header), ()), "utf-8", newline="\n")


def _continue(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(erp.csv_text((), rows))
