"""An unbalanced entry cannot be made; a reversal is the other side of what it takes back."""

from datetime import date

import pytest

from duebook.core.ledger import Entry, Line, Unbalanced, reversal

DAY = date(2026, 2, 10)


def entry(*lines: Line) -> Entry:
    return Entry("e1", "test", DAY, lines)


BROKEN = [
    ([Line("bank", "EUR", 100, 100), Line("invoiced", "EUR", -99, -99)], "EUR 1"),
    ([Line("bank", "EUR", 100, 100), Line("invoiced", "USD", -100, -100)], "EUR 100, USD -100"),
    ([Line("bank", "USD", 100, 92), Line("invoiced", "USD", -100, -91)], "company currency 1"),
    ([Line("bank", "EUR", 0, 0)], "two lines"),
    ([], "two lines"),
]


@pytest.mark.parametrize(("lines", "message"), BROKEN)
def test_what_does_not_balance_cannot_be_made(lines, message):
    with pytest.raises(Unbalanced, match=message):
        entry(*lines)


def test_only_accounts_of_the_ledger_are_known():
    with pytest.raises(ValueError, match="'cash' is no account"):
        entry(Line("cash", "EUR", 1, 1), Line("bank", "EUR", -1, -1))  # type: ignore[arg-type]


def test_a_reversal_mirrors_and_names_what_it_takes_back():
    posted = entry(Line("receivables", "USD", 100, 92, "C1", "C1/R1"), Line("invoiced", "USD", -100, -92))
    back = reversal(posted, date(2026, 2, 20))
    assert (back.key, back.kind, back.reverses) == ("e1/reversed", "reversal", "e1")
    assert back.lines == tuple(-line for line in posted.lines)
    assert reversal(back, DAY).lines == posted.lines


def test_the_order_of_lines_does_not_matter_to_the_seal():
    one, other = Line("bank", "EUR", 1, 1), Line("invoiced", "EUR", -1, -1)
    assert entry(one, other).content() == entry(other, one).content()
    assert entry(one, other).content() != entry(Line("bank", "EUR", 1, 1, "C1"), other).content()
