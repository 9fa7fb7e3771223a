"""One receipt before the book: who may have paid, whose items come into question, what the words point to."""

from collections.abc import Container, Iterable
from functools import cached_property

from duebook.core.matching.book import Account, Book
from duebook.core.matching.payers import Payer
from duebook.core.matching.references import Mention, Reading
from duebook.core.matching.values import OpenItem, Receipt

_MOST_CUSTOMERS = 12
_MOST_NAMED = 400
_LEAST_LIKELY_PAYER = 0.005
_LIKELY_PAYER = 0.05


class Scene:
    """What is known of a receipt before anybody explains it; seen against the book as it stands."""

    def __init__(self, receipt: Receipt, book: Book, reading: Reading, payer: Payer) -> None:
        self.receipt, self.book, self.reading, self.payer = receipt, book, reading, payer
        self.accounts = {c: book.account(c, receipt.currency) for c in self._customers()}
        self.mentions = {c: self._mentions_of(c, account) for c, account in self.accounts.items()}
        self.habits = {c: account.habits(receipt.value_date) for c, account in self.accounts.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        """What the customers in question are called."""
        return frozenset(a.items[0].customer_name for a in self.accounts.values() if a.items)

    @cached_property
    def all_mentions(self) -> tuple[Mention, ...]:
        """In order of their places."""
        found = (mention for mentions in self.mentions.values() for mention in mentions)
        return tuple(dict.fromkeys(sorted(found, key=lambda m: (m.place, m.items))))

    @cached_property
    def places(self) -> dict[tuple[int, int], float]:
        """Every place of the text that means something to somebody, with its chance of meaning nothing."""
        places: dict[tuple[int, int], float] = {}
        for mention in self.all_mentions:
            places[mention.place] = min(mention.chance, places.get(mention.place, 1.0))
        return places

    def is_likely(self, customer: str) -> bool:
        """Whether the payer points to the customer strongly enough to search all his items by amount."""
        return self.payer.probability(customer) >= _LIKELY_PAYER

    def is_interchangeable(self, items: Iterable[OpenItem], named: Container[str]) -> bool:
        """Whether an unnamed item could be swapped for another of the same customer and amount."""
        chosen = list(items)
        keys = {item.key for item in chosen}
        unnamed = {(i.customer_id, i.open_amount) for i in chosen if i.key not in named}
        customers = {customer for customer, _ in unnamed}
        rest = (i for c in customers for i in self.book.account(c, self.receipt.currency).free)
        return any((i.customer_id, i.open_amount) in unnamed and i.key not in keys for i in rest)

    def repeats(self) -> tuple[str, ...]:
        """Receipts, earlier or in this batch, that this one may be paying a second time."""
        taken = self.book.taken
        clear = {mention.items[0] for mention in self.all_mentions if mention.is_clear}
        repeats = {taken[key] for key in clear if key in taken}
        for customer in filter(self.is_likely, self.accounts):
            repeats.update(self.book.applied(customer, self.receipt))
        return tuple(sorted({*repeats, *self.book.earlier(self.receipt)}))

    def _customers(self) -> list[str]:
        likely = [c.customer_id for c in self.payer.candidates if c.probability >= _LEAST_LIKELY_PAYER]
        clear = self._named(clear=True)[:_MOST_NAMED]
        vague = self._named(clear=False)[:_MOST_CUSTOMERS]
        return list(dict.fromkeys([*likely[:_MOST_CUSTOMERS], *clear, *vague]))

    def _named(self, clear: bool) -> list[str]:
        keys = (key for m in self.reading.mentions if m.is_clear == clear for key in m.items)
        return sorted({self.book.items[key].customer_id for key in keys})

    def _mentions_of(self, customer: str, account: Account) -> tuple[Mention, ...]:
        own = ((m, tuple(k for k in m.items if self._belongs_to(k, customer))) for m in self.reading.mentions)
        whole = (Mention(m.place, m.words, keys, m.manner, m.chance) for m, keys in own if keys)
        found = (*whole, *account.references.read(self.reading))
        return (*found, *account.references.ranges(found, self.reading.text))

    def _belongs_to(self, key: str, customer: str) -> bool:
        item = self.book.items[key]
        return item.customer_id == customer and item.currency == self.receipt.currency
