"""The accounts of the receivables ledger, by the name a bookkeeper would look for."""

from typing import Literal

Account = Literal[
    "receivables",
    "bank",
    "unapplied_cash",
    "unidentified_receipts",
    "invoiced",
    "settled_elsewhere",
    "discounts",
    "deductions",
    "bank_charges",
    "rounding",
    "bad_debts",
    "dunning_fees",
    "exchange_difference",
    "exchange_clearing",
    "other_bank_movements",
]

ACCOUNTS: dict[Account, str] = {
    "receivables": "Control account: the sum of all open items, always",
    "bank": "Money at the bank, as its statements say",
    "unapplied_cash": "Received, owner known, item unknown",
    "unidentified_receipts": "Received, owner unknown",
    "invoiced": "Counterpart of invoices and credit notes; the general ledger splits it into revenue and tax",
    "settled_elsewhere": "Closed by the accounting system before Duebook saw the money",
    "discounts": "Cash discounts granted",
    "deductions": "Short-paid and granted: claims accepted",
    "bank_charges": "Fees that banks kept back",
    "rounding": "Differences within tolerance",
    "bad_debts": "Written off as uncollectable",
    "dunning_fees": "Late fees and interest charged",
    "exchange_difference": "Realised gains (credit) and losses (debit) from exchange rates",
    "exchange_clearing": "Carries an amount into another currency; worth nil",
    "other_bank_movements": "Bank movements that are not receivables: tax, wages, transfers, interest",
}
