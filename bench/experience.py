"""Makes the record that the engine is shipped with: what came of its proposals on cases of ``bench.cash``.

    python -m bench.experience [SEEDS]     writes duebook/core/matching/day_one.py, prints what may be posted

The seeds are others than those that the benchmark publishes, so that what is published was not learned from.
Every second case has invoice numbers of another form, every third one remittances that say what items get;
many are those of small sellers with short numbers.
The record is made with the rules as they are and the record as it was: run it again until it stands still.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from bench.cash.cases import STRATA, Ledger, case, real_book
from bench.cash.scoring import is_right
from bench.cash.values import Answer
from duebook.core.matching import Receipt, propose, usual_policy
from duebook.core.matching.experience import HIGHEST_BAND, NOTHING, Experience, Record, record_of

FIRST_SEED, SMALL_SELLERS = 1000, 100_000
_IN_SMALL = ("plain", "hard", "named", "mangled", "unnamed", "differences")
_RARE = 50
_FORMS = ("INV-{n}", "{n}", "{y}-{n}", "RE{n}", "A/{n}/{y}", "{y}{n:07d}", "F{y}/{n:05d}")
_FILE = Path(__file__).resolve().parents[1] / "duebook/core/matching/day_one.py"
_HEAD = '''"""The record that the engine is shipped with, for companies that have none of their own yet.

Made by ``python -m bench.experience``: situation, band; receipts that were right and wrong, in two halves.
"""

from duebook.core.matching.experience import Record, Tally

# fmt: off
DAY_ONE = Record({
'''

Outcome = tuple[str, int, bool]


def outcomes(stratum: str, seed: int) -> list[Outcome]:
    """Situation, band and whether the best explanation was right, for each receipt that has one."""
    one = case(stratum, seed, ledger_of(seed))
    receipts = [told(r, one.truth[r.receipt_id]) for r in one.receipts] if seed % 3 == 0 else one.receipts
    policy = usual_policy({receipt.currency for receipt in receipts})
    found, posted = [], set[str]()
    for proposal in propose(receipts, one.items, one.history, policy, one.as_of):
        answer = one.truth[proposal.receipt_id]
        items = {line.number: line.amount for line in proposal.allocations}
        right = is_right(answer, items) and answer.twin not in posted
        if proposal.decision == "auto":
            posted.add(proposal.receipt_id)
        if proposal.situation:
            found.append((proposal.situation, proposal.band, right))
    return found


def ledger_of(seed: int) -> Ledger:
    """The real book as it is, with other numbers, or with a fortieth of the customers."""
    book = real_book()
    if seed >= SMALL_SELLERS:
        bills = (b for b in book.bills if crc32(f"{seed} {b.customer_id}".encode()) % 40 == 0)
        book = Ledger(f"{book.name} in small", tuple(bills))
    return renumbered(book, seed) if seed % 2 else book


def renumbered(ledger: Ledger, seed: int) -> Ledger:
    """The same invoices, numbered in one sequence as a smaller seller would."""
    form, first = _FORMS[seed // 2 % len(_FORMS)], 10 ** (2 + seed % 4) + 37 * seed
    ordered = sorted(ledger.bills, key=lambda bill: (bill.issued, bill.number))
    renamed = (
        replace(bill, number=form.format(n=first + at, y=bill.issued.year % 100))
        for at, bill in enumerate(ordered)
    )
    return Ledger(f"{ledger.name} as {form}", tuple(renamed))


def told(receipt: Receipt, answer: Answer) -> Receipt:
    """The receipt with a remittance beside it, for every second one whose items are known."""
    if crc32(receipt.receipt_id.encode()) % 2 or not answer.items:
        return receipt
    return replace(receipt, amounts_by_reference=tuple(answer.items.items()))


def _all(seeds: int) -> Iterator[Outcome]:
    work = [(stratum, FIRST_SEED + seed) for seed in range(seeds) for stratum in STRATA]
    work += [(stratum, SMALL_SELLERS + 2 * n + 1) for n in range(8 * seeds) for stratum in _IN_SMALL]
    with ProcessPoolExecutor() as pool:
        for part in pool.map(outcomes, *zip(*work, strict=True), chunksize=8):
            yield from part


def write(record: Record) -> None:
    """Situations that hardly occur are left out: they prove nothing."""
    seen: Counter[str] = Counter()
    for (situation, _), tally in record.tallies.items():
        seen[situation] += sum(tally)
    rows = (
        f'    ("{situation}", {band}): Tally{tuple(tally)},\n'
        for (situation, band), tally in record.tallies.items()
        if seen[situation] >= _RARE
    )
    _FILE.write_text(_HEAD + "".join(rows) + "})\n", encoding="utf-8")


def table(experience: Experience) -> Iterator[str]:
    """One line per situation: right/wrong in each band, an asterisk where it may be posted unattended."""
    tallies = experience.record.tallies
    sizes: dict[str, int] = {}
    for (situation, _), tally in tallies.items():
        sizes[situation] = sizes.get(situation, 0) + sum(tally)
    for situation in sorted(sizes, key=lambda name: (-sizes[name], name)):
        yield f"{situation:<60}" + " ".join(_cells(experience, situation))


def _cells(experience: Experience, situation: str) -> Iterable[str]:
    for band in range(HIGHEST_BAND + 1):
        tally = experience.record.tallies.get((situation, band), NOTHING)
        mark = "*" if experience.may_post(situation, band) else ""
        yield f"{sum(tally) - tally.all_wrong}/{tally.all_wrong}{mark}" if sum(tally) else "-"


def main() -> None:
    record = record_of(_all(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
    write(record)
    print(*table(Experience(record, 0.001)), sep="\n")
    print(f"{record.size} receipts")


if __name__ == "__main__":
    main()
