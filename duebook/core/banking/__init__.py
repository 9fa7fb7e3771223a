"""What the bank told us: statements and their entries, in one shape for every file format."""

from duebook.core.banking.values import Balance, BankEntry, BankStatement, EntryKind, StatementFile

__all__ = ["Balance", "BankEntry", "BankStatement", "EntryKind", "StatementFile"]
