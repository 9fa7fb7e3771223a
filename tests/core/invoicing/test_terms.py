"""Payment terms in the words that accounting systems print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.core.invoicing.terms import read_terms

TERMS = [
    # words, (rate in per cent, days)..., net days
    ("2/10 net 30", [("2", 10)], 30),
    ("2/10, n/30", [("2", 10)], 30),
    ("3/7, 2/14, net 30", [("3", 7), ("2", 14)], 30),
    ("2%/10 net 30 days", [("2", 10)], 30),
    ("2% 10 Tage, 30 Tage netto", [("2", 10)], 30),
    ("10 Tage 2% Skonto, 30 Tage netto", [("2", 10)], 30),
    ("30 Tage netto, 10 Tage 2,5 % Skonto", [("2.5", 10)], 30),
    ("8 days 2 %, 14 days net", [("2", 8)], 14),
    ("Zahlbar innerhalb 14 Tagen mit 3 % Skonto, 30 Tagen netto", [("3", 14)], 30),
    ("3 % 8 Tage, 2 % 14 Tage, 30 Tage", [("3", 8), ("2", 14)], 30),
    ("2 % à 10 jours, 30 jours nets", [("2", 10)], 30),
    ("sconto 2% 10 gg, 30 gg", [("2", 10)], 30),
    ("2% 10 dagen, 30 dagen netto", [("2", 10)], 30),
    ("2 percent 10 days, net 45", [("2", 10)], 45),
    ("14 days", [], 14),
    ("14 days net", [], 14),
    ("net 30", [], 30),
    ("N30", [], 30),
    ("30 Tage", [], 30),
    ("due on receipt", [], 0),
    ("sofort ohne Abzug", [], 0),
]


@pytest.mark.parametrize(("words", "discounts", "net"), TERMS)
def test_terms_are_read(words: str, discounts: list[tuple[str, int]], net: int) -> None:
    terms = read_terms(words)
    assert [(str((d.rate * 100).normalize()), d.days) for d in terms.discounts] == discounts
    assert terms.net_days == net


@pytest.mark.parametrize("words", ["", "ZB 014", "as agreed", "2 %", "50 % advance"])
def test_what_cannot_be_read_is_not_known(words: str) -> None:
    assert not read_terms(words).known


def test_a_share_that_is_no_cash_discount_is_none() -> None:
    assert read_terms("50 % 10 days, 30 days net").discounts == ()


@given(
    rate=st.integers(1, 20), days=st.integers(1, 60), more=st.integers(1, 60),
    form=st.sampled_from([
        "{r}/{d} net {n}", "{r}% {d} Tage, {n} Tage netto", "{d} days {r} %, {n} days net",
    ]),
)  # fmt: skip
def test_every_form_says_the_same(rate: int, days: int, more: int, form: str) -> None:
    terms = read_terms(form.format(r=rate, d=days, n=days + more))
    assert [(d.rate, d.days) for d in terms.discounts] == [(Decimal(rate) / 100, days)]
    assert terms.net_days == days + more
