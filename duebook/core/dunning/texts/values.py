"""The shape of one language's words: every sentence a reminder can hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from duebook.core.dunning.policy import Tone


@dataclass(frozen=True, slots=True)
class Letter:
    """What changes with the tone. ``subject`` may use {customer}; ``request`` {total} and {pay_by}.

    Nothing claims that earlier letters were sent: after an outage or an import there may be none.
    """

    subject: str
    opening: str
    request: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Headings of the table and of the bank details."""

    number: str
    issue_date: str
    due_date: str
    days_overdue: str
    amount: str
    open: str
    total: str
    balance: str
    credit_note: str
    advance: str
    unapplied_cash: str
    holder: str
    iban: str
    bic: str
    bank: str
    reference: str


@dataclass(frozen=True, slots=True)
class Texts:
    """One language. ``carried``: the table also shows what was due before. ``promised``: a promise was
    not kept, uses {numbers} and {date}. ``crossed``: payment and reminder may have crossed."""

    greeting: str
    letters: Mapping[Tone, Letter]
    carried: str
    promised: str
    set_off: str
    disputed: str
    crossed: str
    query: str
    bank_details: str
    closing: str
    labels: Labels
