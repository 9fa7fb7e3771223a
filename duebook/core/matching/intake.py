"""Invoices and bank entries as the matching engine wants them."""

import re
from collections import Counter
from collections.abc import Container, Iterable

from duebook.core.banking import BankEntry, BankStatement, entry_keys
from duebook.core.invoicing import Invoice
from duebook.core.matching.values import OpenItem, Policy, Receipt
from duebook.core.money import digits

_FEE = 50
_SEPARATORS = re.compile(r"[\W_]+")


def open_items(invoices: Iterable[Invoice]) -> list[OpenItem]:
    """What is still open, one item per invoice or instalment; keys do not depend on the order."""
    return [
        OpenItem(
            key="|".join((i.company_code, i.customer_id, i.invoice_number, i.due_date.isoformat())),
            customer_id=i.customer_id,
            customer_name=i.customer_name,
            number=i.invoice_number,
            currency=i.currency,
            open_amount=i.open_amount,
            issue_date=i.issue_date,
            due_date=i.due_date,
            amount=i.amount,
            po_number=i.po_number,
            terms=i.terms,
            kind=i.kind,
            other_references=i.other_references,
        )
        for i in invoices
        if i.open_amount
    ]


def receipts(files: Iterable[Iterable[BankStatement]]) -> list[Receipt]:
    """The money that came in, each entry once even if several files carry it.

    The receipt's id is the bank's own reference of the entry; where that is missing or not unique, the
    fingerprint of its content.
    """
    entries: dict[str, BankEntry] = {}
    ours: set[str] = set()
    for statements in files:
        together = tuple(statements)
        ours.update(account_name(statement.account) for statement in together)
        keys = entry_keys(*together)
        flat = (entry for statement in together for entry in statement.entries)
        entries.update((key, e) for key, e in zip(keys, flat, strict=True) if _is_receipt(e))
    uses = Counter(entry.bank_reference for entry in entries.values())
    return [
        receipt(entry, entry.bank_reference if uses[entry.bank_reference] == 1 else key, ours)
        for key, entry in entries.items()
    ]


def receipt(entry: BankEntry, receipt_id: str, ours: Container[str] = ()) -> Receipt:
    """One bank entry as a receipt. ``ours``: the names (``account_name``) of the company's own accounts."""
    return Receipt(
        receipt_id=receipt_id or entry.bank_reference,
        value_date=entry.value_date,
        amount=entry.amount,
        currency=entry.currency,
        payer_name=entry.payer_name,
        payer_account=entry.payer_account,
        remittance=entry.remittance,
        references=entry.references,
        amounts_by_reference=entry.amounts_by_reference,
        charges=entry.charges,
        code=entry.kind if entry.kind == "interest" else entry.code,
        ultimate_payer=entry.ultimate_payer,
        end_to_end_id=entry.end_to_end_id,
        from_own_account=bool(entry.payer_account) and account_name(entry.payer_account) in ours,
        instructed_amount=entry.instructed_amount,
        instructed_currency=entry.instructed_currency,
    )


def account_name(account: str) -> str:
    """The account's number in capitals without separators, so that two spellings of one are the same."""
    return _SEPARATORS.sub("", account).upper()


def usual_policy(currencies: Iterable[str], max_error: float = 0.001) -> Policy:
    """What most companies tolerate: 0.05 of rounding, a bank fee of up to 50, discounts of 1 to 3 %."""
    units = {currency: 10 ** digits(currency) for currency in currencies}
    tolerance = {currency: unit // 20 for currency, unit in units.items()}
    return Policy(tolerance, {c: _FEE * unit for c, unit in units.items()}, max_error=max_error)


def _is_receipt(entry: BankEntry) -> bool:
    return entry.amount > 0 and entry.kind in {"credit", "interest"}
