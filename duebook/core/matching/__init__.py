"""Cash application: which open items a receipt pays, and how sure that is."""

from duebook.core.matching.deciding import VERSION
from duebook.core.matching.engine import propose
from duebook.core.matching.intake import open_items, receipt, receipts, usual_policy
from duebook.core.matching.remittance import Pairing, pair
from duebook.core.matching.values import (
    Allocation,
    Alternative,
    Evidence,
    OpenItem,
    PastAllocation,
    Policy,
    Proposal,
    Receipt,
)

__all__ = [
    "VERSION",
    "Allocation",
    "Alternative",
    "Evidence",
    "OpenItem",
    "Pairing",
    "PastAllocation",
    "Policy",
    "Proposal",
    "Receipt",
    "open_items",
    "pair",
    "propose",
    "receipt",
    "receipts",
    "usual_policy",
]
