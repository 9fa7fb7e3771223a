"""The lockbox file of a day: checks that the bank opened, with what their stubs say (BAI2 lockbox layout).

Fixed columns, 80 signs a record: 1 file, 2 service, 5 lockbox, 6 a check, 4 one invoice of the check before,
7 and 8 totals, 9 end. The columns are listed in docs/simulator.md. Amounts are whole cents without a sign.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from duebook.simulator.names import plain_letters
from duebook.simulator.values import Advice, AdvisedLine, Company

LENGTH = 80
REASONS = {"": "00", "discount": "01", "quantity": "02", "quality": "03", "price": "04"}
LOCKBOX, BANK = "4410093", "021000021"


def lockbox_file(advices: Sequence[Advice], company: Company, day: date) -> bytes:
    """All checks of one day, in one batch."""
    total = sum(advice.total for advice in advices)
    records = [
        f"1{'00'}{BANK:<10}{company.name.upper():<10.10}{day:%y%m%d}0930",
        f"2{BANK:<10}{'':<10}{'400':<3}{LENGTH:03d}",
        f"5001001{LOCKBOX:<7}{day:%y%m%d}{BANK:<10}{'':<10}",
        *(record for item, advice in enumerate(advices, 1) for record in _check(item, advice)),
        f"7001001{LOCKBOX:<7}{day:%y%m%d}{len(advices):03d}{total:010d}",
        f"8001001{LOCKBOX:<7}{day:%y%m%d}{len(advices):04d}{total:010d}",
    ]
    records.append(f"9{len(records) + 1:06d}")
    return "".join(f"{record:<{LENGTH}.{LENGTH}}\n" for record in records).encode("ascii")


def _check(item: int, advice: Advice) -> Iterator[str]:
    number = "".join(sign for sign in advice.reference if sign.isdigit())[-10:]
    account = advice.payer.payer_account[-10:]
    name = plain_letters(advice.payer.payer_name).encode("ascii", "replace").decode()
    yield (
        f"6001{item:03d}{advice.total:010d}{BANK:<10}{account:<10}{number:>010}{advice.paid_on:%y%m%d}{name:<26.26}"
    )
    yield from _stub(item, advice.lines)


def _stub(item: int, lines: Iterable[AdvisedLine]) -> Iterator[str]:
    """Records 4: the last of a check is marked by a 9."""
    lines = list(lines)
    for at, line in enumerate(lines, 1):
        last = 9 if at == len(lines) else 0
        yield (
            f"4001{item:03d}6{at % 100:02d}{last}{line.number:<16.16}{line.paid:010d}{line.deducted:010d}"
            f"{REASONS[line.reason]}"
        )
