"""Payments as they come: in part, too much, too little, with a reason; and taken back."""


def test_half_now_and_half_later_closes_the_invoice(story):
    story.invoice("R1", "100.00")
    first = story.receipt("50.00", "02-01")
    story.apply(first, ("R1", "50.00"))
    assert story.open("R1") == "50.00"
    second = story.receipt("50.00", "02-20")
    story.apply(second, ("R1", "50.00"))
    assert story.open("R1") == "0.00"
    assert story.open_on("02-19") == {"R1": "50.00"}
    assert story.balances() == {"bank": "100.00", "invoiced": "-100.00"}
    assert story.is_sound()
