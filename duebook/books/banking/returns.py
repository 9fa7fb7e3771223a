"""Money that the bank takes back: a returned direct debit, a recalled transfer."""

from django.db.models import QuerySet

from duebook.books.audit.operations import Recording
from duebook.books.banking.models import BankLine
from duebook.books.ledger.posting import post
from duebook.books.ledger.receipts import take_back, worth
from duebook.core.ledger import Account, Entry
from duebook.core.ledger import postings as core
from duebook.core.money import Rates
from duebook.core.problems import Problem

FILLERS = ("", "NOTPROVIDED", "NONREF")


def post_return(record: Recording, line: BankLine, rates: Rates, file: str) -> list[Problem]:
    """Book a return: its receipt gives the money back and the items it had paid are open again.

    A fee inside it goes to bank charges. Without a certain receipt the bank moves all the same.
    """
    amount = -line.amount - line.charges
    original = _original(line, amount)
    key = f"bank {line.account.identifier}:{line.key}"
    if original is None or original.receipt is None:
        entry = _movement(record, line, key, line.amount, "other_bank_movements", rates)
        line.entry_id = post(record, [entry])[entry.key]
        line.save()
        return [
            Problem(
                file,
                line.place,
                f"{line.return_reason or 'a return'} takes money back, but no receipt fits it for certain",
                "find the receipt and undo it by hand",
            )
        ]
    line.receipt = original.receipt
    line.entry_id = take_back(record, original.receipt.key, key, amount, line.booking_date)
    if line.charges:
        post(record, [_movement(record, line, f"{key}/fee", -line.charges, "bank_charges", rates)])
    line.save()
    return []


def _movement(
    record: Recording, line: BankLine, key: str, amount: int, account: Account, rates: Rates
) -> Entry:
    value = worth(record, amount, line.currency, line.value_date, rates)
    return core.bank_movement(key, account, value, line.booking_date)


def _original(line: BankLine, amount: int) -> BankLine | None:
    """The one receipt line that this return takes back, or None when none or several fit."""
    candidates = BankLine.objects.filter(
        account=line.account,
        kind="credit",
        amount=amount,
        booking_date__lte=line.booking_date,
        receipt__parked=False,
    ).exclude(receipt__in=_returned_receipts(line))
    for field in ("end_to_end_id", "mandate_id", "payer_account", "remittance", "payer_name"):
        value = getattr(line, field)
        if value in FILLERS:
            continue
        found = list(candidates.filter(**{field: value})[:2])
        if len(found) == 1:
            return found[0]
    return None


def _returned_receipts(line: BankLine) -> QuerySet[BankLine, int]:
    taken = BankLine.objects.filter(account=line.account, kind__in=["return", "reversal"])
    return taken.exclude(receipt=None).values_list("receipt_id", flat=True)
