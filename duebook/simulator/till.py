"""The company's accounts at the bank: entries gather during a day and become one statement per account."""

from collections.abc import Iterable
from datetime import date

from duebook.core.banking.values import Balance, BankEntry, BankStatement
from duebook.simulator.values import BankAccount
from duebook.simulator.workdays import bank_day_from


class Till:
    """Running balances, statement numbers and bank references of all accounts."""

    def __init__(self, accounts: Iterable[BankAccount], start: date) -> None:
        self._accounts = {account.currency: account for account in accounts}
        self._balances = {c: Balance(start, account.opening, c) for c, account in self._accounts.items()}
        self._numbers = dict.fromkeys(self._accounts, 0)
        self._today: dict[str, list[BankEntry]] = {currency: [] for currency in self._accounts}
        self._entries_so_far = 0

    def reference(self, currency: str, day: date) -> str:
        """The bank's own reference of the next entry; at most 16 signs, so that MT940 carries it too."""
        self._entries_so_far += 1
        return f"{currency[0]}{day:%y%m%d}{self._entries_so_far:07d}"

    def book(self, entry: BankEntry) -> None:
        self._today[entry.currency].append(entry)

    def balance(self, currency: str) -> int:
        """Booked at the end of the last statement, minor units."""
        return self._balances[currency].amount

    def statements(self, day: date) -> tuple[BankStatement, ...]:
        """Closes the day: one statement for each account on which something moved."""
        return tuple(self._close(currency, day) for currency, entries in self._today.items() if entries)

    def _close(self, currency: str, day: date) -> BankStatement:
        entries, opening = self._today[currency], self._balances[currency]
        self._today[currency] = []
        if bank_day_from(day).year != opening.day.year:
            self._numbers[currency] = 0
        self._numbers[currency] += 1
        closing = Balance(day, opening.amount + sum(entry.amount for entry in entries), currency)
        self._balances[currency] = closing
        return BankStatement(
            account=self._accounts[currency].iban,
            currency=currency,
            number=str(self._numbers[currency]),
            opening=opening,
            closing=closing,
            entries=tuple(entries),
        )
