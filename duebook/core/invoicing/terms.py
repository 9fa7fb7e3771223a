"""Payment terms as accounting systems write them, read into days and rates.

``2/10 net 30``, ``2% 10 Tage, 30 Tage netto``, ``8 days 2 %, 14 days net``, ``14 jours``: a rate belongs to
the days that stand in the same place of their row; days that are called net, or are left over, are the last.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_DAYS = r"(?:days?|d|tagen?|tg|t|jours?|jrs?|j|d[ií]as?|giorni|gg|dagen|dgn|dni|zile|dage|dagar)\b\.?"
_NET = r"(?:netto|nett|net|neto|n)"
_NUMBER = r"\d{1,3}"
_TOKEN = re.compile(
    rf"(?P<rate>\d{{1,2}}(?:[.,]\d{{1,3}})?)\s*%?\s*/\s*(?P<within>{_NUMBER})(?!\s*%)"
    rf"|\b{_NET}\s*/?\s*(?P<net>{_NUMBER})\b"
    rf"|(?P<before_net>{_NUMBER})\s*(?:{_DAYS})?\s*{_NET}\b"
    rf"|(?P<percent>\d{{1,2}}(?:[.,]\d{{1,3}})?)\s*(?:%|percent\b|prozent\b|pct\b)"
    rf"|(?P<days>{_NUMBER})\s*{_DAYS}",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:due on receipt|immediate(?:ly)?|sofort|prompt|comptant|al contado)\b", re.IGNORECASE
)
_MOST = Decimal("0.2")
"""No cash discount is higher; what reads higher is something else, such as a share of an advance."""


@dataclass(frozen=True, slots=True)
class CashDiscount:
    """``rate`` (a share: 0.02) may be taken off when paid within ``days`` of the invoice's date."""

    rate: Decimal
    days: int


@dataclass(frozen=True, slots=True)
class Terms:
    """``net_days`` after the invoice's date, None where they are not told; ``discounts`` by rising days.
    ``known`` is False where the words could not be read: that does not say that nothing is allowed."""

    net_days: int | None = None
    discounts: tuple[CashDiscount, ...] = ()

    @property
    def known(self) -> bool:
        return self.net_days is not None or bool(self.discounts)


@lru_cache(maxsize=4096)
def read_terms(text: str) -> Terms:
    """The terms in these words; unreadable words give terms that are not known, never a guess."""
    rates: list[Decimal] = []
    days: list[int] = []
    net: int | None = 0 if _AT_ONCE.search(text) else None
    pairs: list[tuple[Decimal, int]] = []
    for found in _TOKEN.finditer(text):
        if found["rate"]:
            pairs.append((_share(found["rate"]), int(found["within"])))
        elif found["percent"]:
            rates.append(_share(found["percent"]))
        elif found["days"]:
            days.append(int(found["days"]))
        else:
            net = int(found["net"] or found["before_net"])
    if len(rates) > len(days):
        return Terms()
    pairs += zip(rates, days, strict=False)
    left = days[len(rates) :]
    return Terms(net if net is not None or not left else left[-1], _discounts(pairs))


def _share(percent: str) -> Decimal:
    return Decimal(percent.replace(",", ".")) / 100


def _discounts(pairs: list[tuple[Decimal, int]]) -> tuple[CashDiscount, ...]:
    found = (CashDiscount(rate, days) for rate, days in pairs if 0 < rate <= _MOST)
    return tuple(sorted(found, key=lambda discount: (discount.days, -discount.rate)))
