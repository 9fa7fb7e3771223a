"""The large book that speed is measured on, in small."""

from random import Random

from bench.cash import speed


def test_every_item_is_paid_once_and_in_full() -> None:
    rng = Random(1)
    owners = speed.customers(20, rng)
    items = speed.open_items(owners, 200, rng)
    money = list(speed.receipts(owners, items, rng))
    assert sum(receipt.amount for receipt in money) == sum(item.open_amount for item in items)
    assert len({receipt.receipt_id for receipt in money}) == len(money) < len(items)


def test_a_batch_and_single_proposals_are_measured() -> None:
    found = speed.measure(30, 200, 20)
    assert found["receipts"] == 30
    assert 0.5 < found["auto"] <= 1
    assert 0 < found["median"] <= found["p95"] <= found["most"]
