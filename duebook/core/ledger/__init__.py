"""Double-entry for receivables: entries that balance, reversals instead of edits, one control account."""

from duebook.core.ledger.accounts import ACCOUNTS, Account
from duebook.core.ledger.entries import Entry, Line, Unbalanced, reversal

__all__ = ["ACCOUNTS", "Account", "Entry", "Line", "Unbalanced", "reversal"]
