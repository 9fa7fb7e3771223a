"""Styles that a patient clerk can read."""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from bench.cash.cases.words import BEFORE_NUMBERS, BEFORE_ORDERS, JOINTS, THANKS
from bench.cash.cases.writing.legible import prefixed, prose
from bench.cash.cases.writing.purpose import Purpose, Style, Written, day_in_words, listed, word
from bench.cash.cases.writing.unnamed import thanks


def _cut(length: int) -> Callable[[Purpose, Random], Written]:
    def cut(purpose: Purpose, rng: Random) -> Written:
        return Written(prefixed(purpose, rng).text[:length])

    return cut


def _broken(purpose: Purpose, rng: Random) -> Written:
    """Broken into lines by the bank, wherever that falls."""
    text, width = prose(purpose, rng).text, rng.choice((27, 35))
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
    return Written(f"{word(purpose, rng)} {numbers}".strip())


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
    return Written(f"{word(purpose, rng)} {joint.join([first, *tails])}".strip())


def _range(purpose: Purpose, rng: Random) -> Written:
    """From the first to the last; what lies between is not all meant."""
    first, last = min(purpose.numbers), max(purpose.numbers)
    if first == last:
        return _tails(purpose, rng)
    joint = rng.choice((" - ", "-", " to ", " bis ", "..", " thru ", " à ", " al "))
    return Written(f"{word(purpose, rng)} {first}{joint}{last if rng.random() < 0.6 else last[-4:]}".strip())


def _typo(purpose: Purpose, rng: Random) -> Written:
    """One slip in one of the numbers: a wrong digit, two swapped, one too few or too many."""
    at = rng.randrange(len(purpose.numbers))
    numbers = [slip(n, rng) if i == at else n for i, n in enumerate(purpose.numbers)]
    return Written(f"{word(purpose, rng)} {listed(numbers, rng)}".strip())


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
    return Written(f"{word} {listed(orders, rng)}")


def _glued(purpose: Purpose, rng: Random) -> Written:
    """Without anything between the numbers, as when spaces get lost."""
    return Written(rng.choice(BEFORE_NUMBERS[purpose.language]).replace(" ", "") + "".join(purpose.numbers))


def _noisy(purpose: Purpose, rng: Random) -> Written:
    """Among dates, phones, accounts, amounts and his own numbers."""
    noise = [
        f"Tel {rng.randrange(200, 999)}-{rng.randrange(10**6, 10**7)}",
        f"our doc {rng.randrange(51 * 10**8, 52 * 10**8)}",
        f"KD {purpose.customer_id}", f"{purpose.total}", f"value {day_in_words(purpose.day, rng)}",
        f"cheque {rng.randrange(10**5, 10**6)}", f"contract {rng.randrange(10**3, 10**5)}/{purpose.day.year}",
        "IBAN DE89370400440532013000",
        f"VAT DE{rng.randrange(10**8, 10**9)}", f"batch {rng.randrange(10**10, 10**11)}",
    ]  # fmt: skip
    around = rng.sample(noise, rng.choice((1, 2, 3)))
    around.insert(rng.randrange(len(around) + 1), prefixed(purpose, rng).text)
    return Written(rng.choice((" ", ", ", "; ", "\n", " // ")).join(around))


def _old_too(purpose: Purpose, rng: Random) -> Written:
    """Names also what was paid before, as payers who copy last month's text do."""
    old = rng.sample(purpose.before, min(len(purpose.before), rng.choice((1, 1, 2))))
    if not old:
        return prefixed(purpose, rng)
    phrase = rng.choice(
        ("{n} (see also {o})", "{n}, {o} already paid", "{o} {n}", "{n} after credit for {o}")
    )
    return Written(phrase.format(n=prefixed(purpose, rng).text, o=" ".join(old)))


def _another_too(purpose: Purpose, rng: Random) -> Written:
    """Names an open item that this payment is not for."""
    if not purpose.others:
        return prefixed(purpose, rng)
    phrase = rng.choice(
        ("{n}, {o} follows", "{n} without {o} (dispute)", "{n} - {o} wird reklamiert", "{n} excl. {o}")
    )
    return Written(phrase.format(n=prefixed(purpose, rng).text, o=rng.choice(purpose.others)))


def _stale(purpose: Purpose, rng: Random) -> Written:
    """Last month's text once more: what it names was paid long ago."""
    old = purpose.before[-len(purpose.numbers) :]
    return prefixed(replace(purpose, numbers=old), rng) if old else thanks(purpose, rng)


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
    return Written(f"{word(purpose, rng)} {listed(few, rng)}{more}".strip())


MANGLED: Mapping[str, Style] = {
    "cut_27": _cut(27), "cut_35": _cut(35), "cut_140": _cut(140), "broken": _broken, "spaced": _spaced,
    "dotted": _dotted, "zeros": _zeros, "letters": _letters, "tails": _tails,
    "stem_and_tails": _stem_and_tails, "range": _range, "typo": _typo, "orders": _orders, "glued": _glued,
    "noisy": _noisy, "old_too": _old_too, "another_too": _another_too, "stale": _stale, "some": _some,
    "end_to_end": _end_to_end, "creditor_reference": _creditor_reference,
}  # fmt: skip
