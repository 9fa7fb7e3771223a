"""How payers write: one function per style, from what there is to say to what arrives at our bank."""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from bench.cash.cases.words import BEFORE_NUMBERS, BEFORE_ORDERS, JOINTS, MONTHS, PROSE, THANKS


@dataclass(frozen=True, slots=True)
class Purpose:
    """What there is to say of a payment: invoice ``numbers``, their ``orders`` and printed ``amounts``,
    ``total``, the ``day``, the payer's ``language``, our ``customer_id`` for him, numbers paid ``before``,
    ``others`` that he owes and does not pay now."""

    numbers: Sequence[str]
    orders: Sequence[str]
    amounts: Sequence[str]
    total: str
    day: date
    language: str
    customer_id: str
    before: Sequence[str] = ()
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Free text, structured references (ISO 20022 Strd/RfrdDocInf/Nb), and the payer's own name for the
    payment (EndToEndId)."""

    text: str = ""
    references: tuple[str, ...] = ()
    end_to_end_id: str = ""


def write(style: str, purpose: Purpose, rng: Random) -> Written:
    """The payer's words in one style of ``STYLES``, without the blanks around lines that banks drop."""
    written = STYLES[style](purpose, rng)
    return replace(written, text="\n".join(line.strip() for line in written.text.strip().splitlines()))


def _listed(numbers: Sequence[str], rng: Random) -> str:
    return rng.choice(JOINTS).join(numbers)


def _word(purpose: Purpose, rng: Random) -> str:
    word = rng.choice(BEFORE_NUMBERS[purpose.language])
    return rng.choice((word, word, word.upper(), word.lower()))


def _day(day: date, rng: Random) -> str:
    return day.strftime(
        rng.choice(("%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d", "%d%m%y", "%d-%b-%y", "%d/%m/%y", "%Y%m%d"))
    )


def _list(purpose: Purpose, rng: Random) -> Written:
    return Written(_listed(purpose.numbers, rng))


def _prefixed(purpose: Purpose, rng: Random) -> Written:
    word = _word(purpose, rng)
    gap = rng.choice((" ", ": ", "", "."))
    if rng.random() < 0.3:
        return Written(_listed([f"{word}{gap}{number}" for number in purpose.numbers], rng))
    return Written(f"{word}{gap}{_listed(purpose.numbers, rng)}")


def _structured(purpose: Purpose, _: Random) -> Written:
    return Written(references=tuple(purpose.numbers))


def _prose(purpose: Purpose, rng: Random) -> Written:
    return Written(_in_prose(_prefixed(purpose, rng).text, purpose, rng))


def _in_prose(named: str, purpose: Purpose, rng: Random) -> str:
    phrase = rng.choice(PROSE[purpose.language])
    return phrase.format(n=named, d=_day(purpose.day, rng), a=purpose.total, m=MONTHS[purpose.day.month - 1])


def _table(purpose: Purpose, rng: Random) -> Written:
    gap = rng.choice((" ", "  ", ": ", " = ", ";"))
    rows = (f"{number}{gap}{amount}" for number, amount in zip(purpose.numbers, purpose.amounts, strict=True))
    return Written(rng.choice(("\n", " ", ", ")).join(rows))


def _bank_tags(purpose: Purpose, rng: Random) -> Written:
    """The tags that banks put around the parts of a purpose."""
    numbers, stamp = _listed(purpose.numbers, rng), rng.randrange(10**8, 10**9)
    frames = (
        f"EREF+{stamp} KREF+{rng.randrange(10**6)} SVWZ+{numbers}",
        f"/INV/{'/INV/'.join(purpose.numbers)}",
        f"/ROC/{stamp}//URI/{numbers}",
        f"?20{numbers}?30{rng.randrange(10**7, 10**8)}",
        f"RFB {stamp} /BNF/ {numbers}",
    )
    return Written(rng.choice(frames))


def _cut(length: int) -> Callable[[Purpose, Random], Written]:
    def cut(purpose: Purpose, rng: Random) -> Written:
        return Written(_prefixed(purpose, rng).text[:length])

    return cut


def _broken(purpose: Purpose, rng: Random) -> Written:
    """Broken into lines by the bank, wherever that falls."""
    text, width = _prose(purpose, rng).text, rng.choice((27, 35))
    return Written("\n".join(text[at : at + width] for at in range(0, len(text), width)))


def _spaced(purpose: Purpose, rng: Random) -> Written:
    step = rng.choice((2, 3, 4))
    return _changed(purpose, rng, lambda number: _groups(number, step, " "), (", ", "; ", " / ", "\n"))


def _dotted(purpose: Purpose, rng: Random) -> Written:
    step, point = rng.choice((3, 4)), rng.choice(".-/")
    return _changed(purpose, rng, lambda number: _groups(number, step, point), (", ", " ", "; "))


def _groups(number: str, step: int, gap: str) -> str:
    """In groups from the end, as amounts are printed: 12 345 678."""
    first = len(number) % step
    parts = [number[:first], *(number[at : at + step] for at in range(first, len(number), step))]
    return gap.join(filter(None, parts))


def _changed(
    purpose: Purpose, rng: Random, change: Callable[[str], str], joints: Sequence[str] = JOINTS[:6]
) -> Written:
    numbers = rng.choice(joints).join(map(change, purpose.numbers))
    return Written(f"{_word(purpose, rng)} {numbers}".strip())


def _zeros(purpose: Purpose, rng: Random) -> Written:
    """Leading zeros added by the payer's system, or lost in it."""
    width = max(map(len, purpose.numbers)) + rng.choice((1, 2, 4, 6))

    def change(number: str) -> str:
        stem = number.rstrip(string.digits)
        digits = number[len(stem) :]
        return stem + digits.lstrip("0") if digits.startswith("0") else stem + digits.zfill(width - len(stem))

    return _changed(purpose, rng, change)


def _letters(purpose: Purpose, rng: Random) -> Written:
    """Read by a machine or typed by somebody who sees letters: O for 0, I or l for 1, S for 5, B for 8."""
    alike = {"0": "O", "1": rng.choice("Il"), "5": "S", "8": "B"}

    def change(number: str) -> str:
        return "".join(alike[c] if c in alike and rng.random() < 0.3 else c for c in number)

    return _changed(purpose, rng, change)


def _tails(purpose: Purpose, rng: Random) -> Written:
    length, sign = rng.choice((4, 5, 5, 6, 6)), rng.choice(("", "", "...", "*", "-", "xx"))
    return _changed(purpose, rng, lambda number: sign + number[-length:])


def _stem_and_tails(purpose: Purpose, rng: Random) -> Written:
    """The first in full, of the others only what differs: 1930069581/583/602."""
    first, *rest = sorted(purpose.numbers)
    joint, tails = rng.choice(("/", ",", ", ", "-", "+")), []
    for number in rest:
        same = next((i for i, (a, b) in enumerate(zip(first, number, strict=False)) if a != b), 0)
        tails.append(number[min(same, len(number) - rng.choice((2, 3, 4))) :])
    return Written(f"{_word(purpose, rng)} {joint.join([first, *tails])}".strip())


def _range(purpose: Purpose, rng: Random) -> Written:
    """From the first to the last; what lies between is not all meant."""
    first, last = min(purpose.numbers), max(purpose.numbers)
    if first == last:
        return _tails(purpose, rng)
    joint = rng.choice((" - ", "-", " to ", " bis ", "..", " thru ", " à ", " al "))
    return Written(f"{_word(purpose, rng)} {first}{joint}{last if rng.random() < 0.6 else last[-4:]}".strip())


def _typo(purpose: Purpose, rng: Random) -> Written:
    """One slip in one of the numbers: a wrong digit, two swapped, one too few or too many."""
    at = rng.randrange(len(purpose.numbers))
    numbers = [slip(n, rng) if i == at else n for i, n in enumerate(purpose.numbers)]
    return Written(f"{_word(purpose, rng)} {_listed(numbers, rng)}".strip())


def slip(number: str, rng: Random) -> str:
    at = rng.randrange(1, len(number) - 1)
    a, b, rest = number[:at], number[at], number[at + 1 :]
    slips = (
        a + rng.choice(string.digits.replace(b, "")) + rest,
        a + rest[0] + b + rest[1:],
        a + rest,
        a + b + b + rest,
    )
    return rng.choice(slips)


def _orders(purpose: Purpose, rng: Random) -> Written:
    """His own order numbers instead of ours."""
    word = rng.choice(BEFORE_ORDERS[purpose.language])
    orders = [order.lower() if rng.random() < 0.1 else order for order in dict.fromkeys(purpose.orders)]
    return Written(f"{word} {_listed(orders, rng)}")


def _glued(purpose: Purpose, rng: Random) -> Written:
    """Without anything between the numbers, as when spaces get lost."""
    return Written(rng.choice(BEFORE_NUMBERS[purpose.language]).replace(" ", "") + "".join(purpose.numbers))


def _noisy(purpose: Purpose, rng: Random) -> Written:
    """Among dates, phones, accounts, amounts and his own numbers."""
    noise = [
        f"Tel {rng.randrange(200, 999)}-{rng.randrange(10**6, 10**7)}",
        f"our doc {rng.randrange(51 * 10**8, 52 * 10**8)}",
        f"KD {purpose.customer_id}", f"{purpose.total}", f"value {_day(purpose.day, rng)}",
        f"cheque {rng.randrange(10**5, 10**6)}", f"contract {rng.randrange(10**3, 10**5)}/{purpose.day.year}",
        "IBAN DE89370400440532013000",
        f"VAT DE{rng.randrange(10**8, 10**9)}", f"batch {rng.randrange(10**10, 10**11)}",
    ]  # fmt: skip
    around = rng.sample(noise, rng.choice((1, 2, 3)))
    around.insert(rng.randrange(len(around) + 1), _prefixed(purpose, rng).text)
    return Written(rng.choice((" ", ", ", "; ", "\n", " // ")).join(around))


def _old_too(purpose: Purpose, rng: Random) -> Written:
    """Names also what was paid before, as payers who copy last month's text do."""
    old = rng.sample(purpose.before, min(len(purpose.before), rng.choice((1, 1, 2))))
    if not old:
        return _prefixed(purpose, rng)
    phrase = rng.choice(
        ("{n} (see also {o})", "{n}, {o} already paid", "{o} {n}", "{n} after credit for {o}")
    )
    return Written(phrase.format(n=_prefixed(purpose, rng).text, o=" ".join(old)))


def _another_too(purpose: Purpose, rng: Random) -> Written:
    """Names an open item that this payment is not for."""
    if not purpose.others:
        return _prefixed(purpose, rng)
    phrase = rng.choice(
        ("{n}, {o} follows", "{n} without {o} (dispute)", "{n} - {o} wird reklamiert", "{n} excl. {o}")
    )
    return Written(phrase.format(n=_prefixed(purpose, rng).text, o=rng.choice(purpose.others)))


def _stale(purpose: Purpose, rng: Random) -> Written:
    """Last month's text once more: what it names was paid long ago."""
    old = purpose.before[-len(purpose.numbers) :]
    return _prefixed(replace(purpose, numbers=old), rng) if old else _thanks(purpose, rng)


def _end_to_end(purpose: Purpose, rng: Random) -> Written:
    """Only in the field that the payer's system fills: at most 35 signs."""
    return Written(rng.choice(THANKS[purpose.language]), end_to_end_id="-".join(purpose.numbers)[:35])


def _creditor_reference(purpose: Purpose, rng: Random) -> Written:
    """Creditor references with check digits (ISO 11649), grouped or not, one for each number."""
    made = [creditor_reference(number) for number in purpose.numbers]
    return Written(references=tuple(made)) if rng.random() < 0.5 else Written(", ".join(made))


def creditor_reference(number: str) -> str:
    """``RF``, two check digits by ISO 7064 mod 97-10, and the letters and digits of the number."""
    bare = "".join(filter(str.isalnum, number)).upper()
    digits = "".join(str(int(sign, 36)) for sign in f"{bare}RF00")
    return f"RF{98 - int(digits) % 97:02d}{bare}"


def _some(purpose: Purpose, rng: Random) -> Written:
    """Names the first few and says that there are more."""
    few = purpose.numbers[: max(1, len(purpose.numbers) // 2)]
    more = (
        rng.choice((" etc.", " u.a.", " and others", " ff", " + more", "...", " et al"))
        if len(purpose.numbers) > 1
        else ""
    )
    return Written(f"{_word(purpose, rng)} {_listed(few, rng)}{more}".strip())


def _empty(_: Purpose, __: Random) -> Written:
    return Written()


def _thanks(purpose: Purpose, rng: Random) -> Written:
    return Written(rng.choice(THANKS[purpose.language]))


def _own_number(_: Purpose, rng: Random) -> Written:
    """A number of the payer's own: of his payment run, document or transfer."""
    word = rng.choice(
        ("TRANSFER", "Payment", "Zahlung", "PMT", "doc", "our ref", "Run", "TRN", "Beleg", "EFT")
    )
    return Written(f"{word} {rng.randrange(10 ** rng.choice((4, 6, 8, 10)))}")


def _period(purpose: Purpose, rng: Random) -> Written:
    month = MONTHS[purpose.day.month - 1]
    return Written(rng.choice((
        f"invoices {month}", f"statement of {_day(purpose.day, rng)}", f"{month} {purpose.day.year}",
        f"week {purpose.day.isocalendar().week}", f"offene Rechnungen {_day(purpose.day, rng)}",
    )))  # fmt: skip


def _customer_number(purpose: Purpose, rng: Random) -> Written:
    return Written(
        f"{rng.choice(('customer', 'Kd.-Nr.', 'cust no', 'A/C', 'client', 'Kunde'))} {purpose.customer_id}"
    )


STYLES: Mapping[str, Callable[[Purpose, Random], Written]] = {
    "list": _list, "prefixed": _prefixed, "structured": _structured, "prose": _prose, "table": _table,
    "bank_tags": _bank_tags, "cut_27": _cut(27), "cut_35": _cut(35), "cut_140": _cut(140), "broken": _broken,
    "spaced": _spaced, "dotted": _dotted, "zeros": _zeros, "letters": _letters, "tails": _tails,
    "stem_and_tails": _stem_and_tails, "range": _range, "typo": _typo, "orders": _orders, "glued": _glued,
    "noisy": _noisy, "old_too": _old_too, "another_too": _another_too, "stale": _stale, "some": _some,
    "end_to_end": _end_to_end, "creditor_reference": _creditor_reference, "empty": _empty, "thanks": _thanks,
    "own_number": _own_number, "period": _period, "customer_number": _customer_number,
}  # fmt: skip
