"""What the bank told us: statements and their entries, in one shape for every file format."""

from duebook.core.banking.continuity import gaps, unexplained
from duebook.core.banking.keys import content_of, entry_keys, remittance_key, usable_reference
from duebook.core.banking.remittance import (
    Box,
    DeductionReason,
    Remittance,
    RemittanceFile,
    RemittanceLine,
)
from duebook.core.banking.values import Balance, BankEntry, BankStatement, EntryKind, StatementFile

__all__ = [
    "Balance", "BankEntry", "BankStatement", "Box", "DeductionReason", "EntryKind", "Remittance",
    "RemittanceFile", "RemittanceLine", "StatementFile", "content_of", "entry_keys", "gaps",
    "remittance_key", "unexplained", "usable_reference",
]  # fmt: skip
