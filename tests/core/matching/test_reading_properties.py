"""What always holds of reading a payer's words, whatever the numbers and the text."""

import random

from hypothesis import given
from hypothesis import strategies as st

from duebook.core.matching.customer_references import CustomerReferences
from duebook.core.matching.references import References
from tests.core.matching.book import item, receipt

BOOK = [f"{head}{n:07}" for head in ("472", "5803", "RX-") for n in random.Random(7).sample(range(10**7), 40)]
ITEMS = [item(number, 100) for number in BOOK]
INDEX = References(ITEMS)
OWN = CustomerReferences(ITEMS)
NUMBERS = st.sampled_from([number for number in BOOK if number.isdigit()])
WORDS = st.sampled_from(
    ["", "invoice ", "RG-Nr. ", "facture n° ", "our ref ", "Zahlung vom 12.06.2025 ", "#"]
)


def found(text: str) -> set[str]:
    reading = INDEX.read(receipt(100, text))
    mentions = [*reading.mentions, *OWN.read(reading)]
    return {key.partition("|")[2] for mention in mentions for key in mention.items}


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str]:
    """A number and the way somebody may write it; two or three digits after a mark would be an amount."""
    number = draw(NUMBERS)
    at = draw(st.integers(1, len(number) - 4))
    zeros = "0" * draw(st.integers(0, 4))
    mark = draw(st.sampled_from(["\n", " ", "-", ".", "/", "\r\n"]))
    letters = str.maketrans(
        {digit: draw(st.sampled_from(letter)) for digit, letter in (("0", "O0"), ("1", "IL1"))}
    )
    misread = number.translate(letters)
    kept = misread if sum(map(str.isalpha, misread)) <= 2 else number
    spelling = draw(st.sampled_from([zeros + number, number[:at] + mark + number[at:], kept, number[-5:]]))
    return number, spelling


@given(WORDS, mangled(), st.sampled_from(["", ".", ", thank you", " vom 1.2.2025", "\nEUR 10,00"]))
def test_a_mangled_number_is_found(before: str, number: tuple[str, str], after: str) -> None:
    meant, written = number
    assert meant in found(before + written + after)


@given(NUMBERS, st.data())
def test_one_slip_of_the_pen_is_found(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 2))
    digit = data.draw(st.sampled_from("0123456789"))
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    slips = [swapped, number[:at] + number[at + 1 :], number[:at] + digit + number[at:]]
    slips.append(number[:at] + digit + number[at + 1 :])
    written = data.draw(st.sampled_from(slips))
    assert number in found(f"invoice {written} thanks")


@given(st.lists(NUMBERS, min_size=2, max_size=12, unique=True), st.sampled_from([27, 35, 140]), st.data())
def test_all_numbers_of_a_text_that_a_bank_broke_into_lines_are_found(
    numbers: list[str], width: int, data: st.DataObject
) -> None:
    text = "PAYMENT OF YOUR INVOICES " + data.draw(st.sampled_from([" ", ", ", "/", " + "])).join(numbers)
    mark = data.draw(st.sampled_from(["\n", "\r\n", ""]))
    lines = mark.join(text[at : at + width] for at in range(0, len(text), width))
    assert set(numbers) <= found(lines)


HARMLESS = st.one_of(
    st.dates().map(lambda day: day.strftime("%d.%m.%Y")),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: f"{day:%d %b} {day.year}"),
    st.integers(10**6, 10**10).map(lambda number: f"+49 89 {number}"),
    st.integers(10**5, 10**8).map(lambda number: f"Tel. 089/{number}"),
    st.integers(0, 10**9).map(lambda cents: f"{cents // 100},{cents % 100:02} EUR"),
    st.integers(0, 10**12).map(lambda cents: f"USD {cents // 100:,}.{cents % 100:02}"),
    st.integers(0, 10**18 - 1).map(lambda number: german_iban(f"{number:018}")),
    st.integers(10_000, 99_999).map(lambda code: f"D-{code} Munich"),
    st.integers(0, 100).map(lambda share: f"{share} %"),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", max_size=12),
)


def german_iban(number: str) -> str:
    """ISO 13616: the rearranged number leaves 1 when divided by 97."""
    check = 98 - int(number + "131400") % 97
    whole = f"DE{check:02}{number}"
    return " ".join(whole[at : at + 4] for at in range(0, 22, 4))


@given(st.lists(HARMLESS, max_size=8))
def test_dates_phones_accounts_and_amounts_name_nothing(parts: list[str]) -> None:
    assert INDEX.read(receipt(100, "; ".join(parts))).mentions == ()


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_places_lie_within_it(text: str) -> None:
    reading = INDEX.read(receipt(100, text, references=(text[:10],)))
    for mention in [*reading.mentions, *OWN.read(reading)]:
        assert 0 <= mention.place[0] < mention.place[1] <= len(reading.text)


@given(st.lists(mangled(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(
    numbers: list[tuple[str, str]], chance: random.Random
) -> None:
    shuffled = chance.sample(ITEMS, len(ITEMS))
    text = receipt(100, " and ".join(written for _, written in numbers))
    one, other = INDEX.read(text), References(shuffled).read(text)
    assert {(m.place, frozenset(m.items)) for m in one.mentions} == {
        (m.place, frozenset(m.items)) for m in other.mentions
    }
    assert OWN.read(one) == CustomerReferences(shuffled).read(one)
