"""What the bank tells of a payment: the payer's name, account and words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import islice
from random import Random

from bench.cash.cases.books import Bill, Ledger
from bench.cash.cases.payers import Payer, account_of, draw, printed
from bench.cash.cases.strata import Stratum
from bench.cash.cases.writing import Purpose, Written, write
from duebook.core.money import plain

_ORDER_FORMS = ("45########", "PO-######", "B/2019/####", "4######", "ORD ######", "P#####-#")


class Teller:
    """Tells of one payment after the other, and remembers what it told of each customer."""

    def __init__(self, stratum: Stratum, ledger: Ledger, start: date, rng: Random) -> None:
        self._stratum, self._rng, self._salt = stratum, rng, rng.random()
        self._before: dict[str, list[str]] = defaultdict(list)
        self._owed: dict[str, list[Bill]] = defaultdict(list)
        for bill in ledger.bills:
            if bill.settled is None or bill.settled >= start:
                self._owed[bill.customer_id].append(bill)

    def order(self, bill: Bill) -> str:
        """The customer's order of the bill: in his own form; one order in six makes several bills."""
        form = Random(f"form {bill.customer_id}").choice(_ORDER_FORMS)
        rng = Random(f"{self._salt} {bill.number}")
        if rng.random() < 1 / 6:
            rng = Random(f"{self._salt} {bill.customer_id} {bill.issued.isocalendar().week}")
        return "".join(str(rng.randrange(10)) if sign == "#" else sign for sign in form)

    def style(self, payer: Payer) -> str:
        """Payers keep to their habit three times in four."""
        return payer.style if self._rng.random() < 0.75 else draw(self._stratum.writing, self._rng)

    def words(self, style: str, payer: Payer, bills: Sequence[Bill], day: date) -> Written:
        customer, currency = bills[0].customer_id, bills[0].currency
        purpose = Purpose(
            [bill.number for bill in bills],
            [self.order(bill) for bill in bills],
            [plain(bill.amount, bill.currency) for bill in bills],
            f"{plain(sum(bill.amount for bill in bills), currency)} {currency}",
            day,
            payer.language,
            customer,
            self._before[customer][-30:],
            self._others(bills, day),
        )
        return write(style, purpose, self._rng)

    def remember(self, bills: Sequence[Bill]) -> None:
        """These are paid: later texts may name them once more."""
        self._before[bills[0].customer_id].extend(bill.number for bill in bills)

    def name_and_account(self, payer: Payer, receipt_id: str) -> tuple[str, str]:
        account = payer.account if self._rng.random() >= self._stratum.no_account else ""
        if account and self._rng.random() < self._stratum.new_account:
            account = account_of(f"{receipt_id} {self._salt}")
        return printed(payer.name, self._stratum.garbled, self._rng), account

    def on_behalf(self, payer: Payer) -> str:
        """The customer's name, where the payer's bank carries it: one time in three."""
        told = payer.third in ("factor", "parent") and self._rng.random() < 0.3
        return payer.customer_name if told else ""

    def _others(self, bills: Sequence[Bill], day: date) -> Sequence[str]:
        """Some numbers that the customer owes on that day and does not pay with these bills."""
        numbers = {bill.number for bill in bills}
        owed = self._owed[bills[0].customer_id]
        later = (b for b in owed if b.issued <= day and (b.settled is None or b.settled > day))
        return [b.number for b in islice(later, 5 + len(numbers)) if b.number not in numbers]
