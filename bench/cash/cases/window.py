"""The payments of some days: who pays which bills together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from random import Random

from bench.cash.cases.books import Batch, Ledger
from bench.cash.cases.payers import Payer
from bench.cash.cases.reshaping import long_batches, longest_batch
from bench.cash.cases.strata import Stratum

Payment = tuple[date, Batch]


def payments(
    ledger: Ledger, stratum: Stratum, start: date, end: date, payers: Mapping[str, Payer], rng: Random
) -> list[Payment]:
    """From ``start`` to the day before ``end``; only what was issued by then is paid."""
    days = sorted(day for day in ledger.batches if start <= day < end)
    window = [(day, _known(batch, end)) for day in days for batch in ledger.batches[day]]
    window = [(day, batch) for day, batch in window if batch]
    if stratum.least > 1:
        window = long_batches((bill for _, batch in window for bill in batch), stratum.least, rng)
    if stratum.longest:
        day, batch = window[len(window) // 2]
        window.append((day, longest_batch(batch, day, stratum.longest, rng)))
    return list(_joined(window, payers, rng))


def _known(batch: Batch, end: date) -> Batch:
    return tuple(bill for bill in batch if bill.issued <= end)


def _joined(window: Iterable[Payment], payers: Mapping[str, Payer], rng: Random) -> Iterator[Payment]:
    """What a service centre or marketplace pays on one day comes in one sum, of up to four customers."""
    together: dict[tuple[date, str, str], list[Batch]] = defaultdict(list)
    for day, batch in window:
        payer = payers[batch[0].customer_id]
        if payer.joins:
            together[day, payer.account, batch[0].currency].append(batch)
        else:
            yield day, batch
    for (day, _, _), batches in together.items():
        while batches:
            count = rng.randrange(1, 5)
            taken, batches = batches[:count], batches[count:]
            yield day, tuple(bill for batch in taken for bill in batch)
