"""What has happened so far: the books of payers, the accounts at the bank, the agenda, and today's papers."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from random import Random

from duebook.core.invoicing import Invoice
from duebook.simulator.company import ANCHOR_RATES, next_rates, published
from duebook.simulator.manners import Debt
from duebook.simulator.orders import Numbering
from duebook.simulator.till import Till
from duebook.simulator.values import Advice, Applied, Buyer, Company, Day, Mail, ReceiptTruth

Happening = Callable[["World", date], None]
"""Something that was set going earlier and comes about on its day."""


class World:
    """The one mutable thing of a simulation. ``debts`` by group of customers that is paid for together."""

    def __init__(self, company: Company, buyers: list[Buyer], start: date, rng: Random,
                 advice_shares: Mapping[str, float]) -> None:  # fmt: skip
        self.rng = rng
        self.advice_shares = advice_shares
        self.company = company
        self.buyers = buyers
        self.till = Till(company.accounts, start)
        self.numbering = Numbering()
        self.debts: dict[str, list[Debt]] = defaultdict(list)
        self.fresh: list[Debt] = []
        self._agenda: dict[date, list[Happening]] = defaultdict(list)
        self._rates = dict(ANCHOR_RATES)
        self.worth: dict[str, Decimal] = {}
        self._clear_desk()

    def _clear_desk(self) -> None:
        self.invoices: list[Invoice] = []
        self.mails: list[Mail] = []
        self.advices: list[Advice] = []
        self.applied: list[Applied] = []
        self.receipts: list[ReceiptTruth] = []

    def at(self, day: date, happening: Happening) -> None:
        """Puts something on the agenda."""
        self._agenda[day].append(happening)

    def begin(self, day: date) -> None:
        """A clear desk, new exchange rates, and what the agenda has for today."""
        self._clear_desk()
        self._rates = next_rates(self._rates, self.rng)
        self.worth = {self.company.currency: Decimal(1), **dict(published(self._rates))}
        for happening in self._agenda.pop(day, ()):
            happening(self, day)

    def finish(self, day: date) -> Day:
        """The day as it goes into the inbox."""
        return Day(
            day=day,
            new_customers=tuple(buyer for buyer in self.buyers if buyer.joined == day),
            invoices=tuple(self.invoices),
            statements=self.till.statements(day),
            mails=tuple(self.mails),
            advices=tuple(self.advices),
            applied=tuple(self.applied),
            receipts=tuple(self.receipts),
            rates=published(self._rates),
        )

    def open_debts(self) -> Iterator[Debt]:
        """All that is not settled, oldest number first."""
        unsettled = (debt for debts in self.debts.values() for debt in debts if debt.remaining)
        return iter(
            sorted(unsettled, key=lambda debt: (debt.invoice.issue_date, debt.invoice.invoice_number))
        )
