"""Bank statements into the books: every movement once, money in as receipts, money back undone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import seal
from duebook.books.banking.continuity import gaps
from duebook.books.banking.models import BankAccount, BankLine, Statement
from duebook.books.banking.returns import post_return
from duebook.books.imports.models import ImportedFile
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.posting import ids_by_key, post
from duebook.books.ledger.receipts import Arrival, receive, worth
from duebook.core.banking import BankEntry, BankStatement, StatementFile
from duebook.core.banking.keys import entry_keys, usable_reference
from duebook.core.ledger import Account
from duebook.core.ledger import postings as core
from duebook.core.money import Rates
from duebook.core.problems import Problem


@dataclass(slots=True)
class Received:
    """What a bank file did: movements added and known already, and what is worth a look."""

    added: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Movement:
    key: str
    entry: BankEntry
    row: BankLine


def receive_statements(
    record: Recording, file: ImportedFile, content: StatementFile, rates: Rates
) -> Received:
    """Book the movements of a bank file that are not booked yet; intraday reports are only looked at."""
    outcome = Received()
    keys = iter(entry_keys(*content.statements))
    for statement in content.statements:
        own = [next(keys) for _ in statement.entries]
        if statement.booked:
            _receive_statement(record, file, statement, own, rates, outcome)
    return outcome


def _receive_statement(
    record: Recording,
    file: ImportedFile,
    statement: BankStatement,
    keys: Sequence[str],
    rates: Rates,
    outcome: Received,
) -> None:
    account, _ = BankAccount.objects.get_or_create(
        company=record.company, identifier=statement.account, currency=statement.currency
    )
    row = _statement_row(account, file, statement)
    outcome.problems += gaps(row, file.name)
    known = set(BankLine.objects.filter(account=account, key__in=keys).values_list("key", flat=True))
    fresh = [
        _Movement(key, entry, _line_row(account, row, key, entry))
        for key, entry in zip(keys, statement.entries, strict=True)
        if key not in known
    ]
    outcome.added += len(fresh)
    outcome.unchanged += len(keys) - len(fresh)
    money_in = [m for m in fresh if m.entry.kind == "credit" and m.entry.amount > 0]
    money_back = [m for m in fresh if m.entry.kind in ("return", "reversal") and m.entry.amount < 0]
    claimed = {*money_in, *money_back}
    others = [m for m in fresh if m not in claimed]
    seal(record, [m.row for m in fresh])
    _book_receipts(record, money_in, rates)
    _book_movements(record, others, rates)
    BankLine.objects.bulk_create((m.row for m in (*money_in, *others)), batch_size=2000)
    for movement in money_back:
        outcome.problems += post_return(record, movement.row, rates, file.name)


def _statement_row(account: BankAccount, file: ImportedFile, statement: BankStatement) -> Statement:
    opening, closing = statement.opening, statement.closing
    return Statement.objects.create(
        account=account,
        file=file,
        number=statement.number[:60],
        booked=statement.booked,
        opening_day=opening.day if opening else None,
        opening=opening.amount if opening else None,
        closing_day=closing.day if closing else None,
        closing=closing.amount if closing else None,
    )


def _line_row(account: BankAccount, statement: Statement, key: str, entry: BankEntry) -> BankLine:
    return BankLine(
        account=account,
        statement=statement,
        key=key,
        place=entry.place[:120],
        kind=entry.kind,
        booking_date=entry.booking_date,
        value_date=entry.value_date,
        currency=entry.currency,
        amount=entry.amount,
        bank_reference=entry.bank_reference[:140],
        end_to_end_id=entry.end_to_end_id[:140],
        mandate_id=entry.mandate_id[:140],
        payer_name=entry.payer_name[:200],
        payer_account=entry.payer_account[:60],
        ultimate_payer=entry.ultimate_payer[:200],
        remittance=entry.remittance,
        references=list(entry.references),
        amounts_by_reference=[list(pair) for pair in entry.amounts_by_reference],
        code=entry.code[:60],
        charges=entry.charges,
        instructed_amount=entry.instructed_amount,
        instructed_currency=entry.instructed_currency,
        return_reason=entry.return_reason[:140],
    )


def _book_receipts(record: Recording, movements: Sequence[_Movement], rates: Rates) -> None:
    names = _receipt_keys(record, movements)
    arrivals = [
        Arrival(
            name,
            m.entry.currency,
            m.entry.amount,
            m.entry.booking_date,
            m.entry.value_date,
            m.entry.payer_name[:200],
        )
        for name, m in zip(names, movements, strict=True)
    ]
    entries = receive(record, arrivals, rates)
    receipts = ids_by_key(Receipt, record.company, entries)
    for movement, arrival in zip(movements, arrivals, strict=True):
        movement.row.entry_id = entries[arrival.key]
        movement.row.receipt_id = receipts[arrival.key]


def _receipt_keys(record: Recording, movements: Sequence[_Movement]) -> list[str]:
    """The bank's own reference where it is one and nobody has it yet, else account and fingerprint."""
    references = [usable_reference(m.entry.bank_reference) for m in movements]
    taken = Counter(references) - Counter(set(references))
    taken.update(
        Receipt.objects.filter(company=record.company, key__in=references).values_list("key", flat=True)
    )
    return [
        reference if reference and reference not in taken else f"{m.row.account.identifier}:{m.key}"
        for reference, m in zip(references, movements, strict=True)
    ]


def _book_movements(record: Recording, movements: Sequence[_Movement], rates: Rates) -> None:
    """Charges, interest, wages, transfers: they move the bank, not the receivables."""
    entries = []
    for m in movements:
        if not m.entry.amount:
            continue
        account: Account = "bank_charges" if m.entry.kind == "charge" else "other_bank_movements"
        value = worth(record, m.entry.amount, m.entry.currency, m.entry.value_date, rates)
        key = f"bank {m.row.account.identifier}:{m.key}"
        entries.append(core.bank_movement(key, account, value, m.entry.booking_date))
    ids = post(record, entries)
    for m in movements:
        m.row.entry_id = ids.get(f"bank {m.row.account.identifier}:{m.key}")
