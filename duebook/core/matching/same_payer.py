"""Whether a remittance and a receipt can be the same payer's, and of the same days."""

import re
from datetime import timedelta

from rapidfuzz import fuzz

from duebook.core.banking import Remittance
from duebook.core.matching.names import legal_forms, words_of
from duebook.core.matching.values import Receipt

BEFORE, AFTER = timedelta(days=3), timedelta(days=10)
"""How long before and after the payer's payment day the money may count at our bank."""

_ADDRESS = re.compile(r"<[^<>]*>")
_ALIKE = 70
"""Share of two payer names, per cent, from which they can be the same payer's."""


def in_time(receipt: Receipt, remittance: Remittance) -> bool:
    """Whether the money came around the payment day, else around the mail; any day will do without both."""
    if remittance.payment_date is not None:
        return remittance.payment_date - BEFORE <= receipt.value_date <= remittance.payment_date + AFTER
    return remittance.sent_on is None or abs(receipt.value_date - remittance.sent_on) <= AFTER


def same_payer(receipt: Receipt, remittance: Remittance) -> bool | None:
    """By account or name; None where one side does not tell the payer. Who sent the mail speaks for a payer
    and never against one: customers announce what their factor or market place pays."""
    if remittance.payer_account and remittance.payer_account == receipt.payer_account:
        return True
    theirs = stem(name_of(remittance))
    ours = [told for name in (receipt.payer_name, receipt.ultimate_payer) if (told := stem(name))]
    if not theirs or not ours:
        return None
    return any(alike(theirs, one) for one in ours) or (False if remittance.payer_name else None)


def name_of(remittance: Remittance) -> str:
    """The payer as the remittance tells him, else the name of who sent it, without his address."""
    return remittance.payer_name or _ADDRESS.sub("", remittance.sender).strip() or remittance.sender


def stem(name: str) -> str:
    """A payer's name in plain Latin capitals without legal forms, wherever they stand."""
    return " ".join(word for word in words_of(name) if word not in legal_forms())


def alike(one: str, other: str) -> bool:
    """Whether two stems can be one payer's."""
    return fuzz.token_set_ratio(one, other) >= _ALIKE
