"""Foreign currency: right to the cent in both, subledger = control account, clearing worth nil."""

from duebook.books.ledger.models import Receipt

USD_EUR = {("USD", "01-10"): "0.9000", ("USD", "02-10"): "0.9200", ("USD", "02-15"): "0.8800"}


def test_a_dollar_invoice_paid_in_euro_after_the_rate_moved(story):
    story.rates = USD_EUR
    story.invoice("R1", "1000.00", currency="USD")
    receipt = story.receipt("920.00", "02-10")
    story.apply(receipt, ("R1", "1000.00"))
    assert (story.open("R1"), story.unapplied(receipt)) == ("0.00", "0.00")
    assert story.balances(base=True) == {
        "bank": "920.00", "invoiced": "-900.00", "exchange_difference": "-20.00",
    }  # fmt: skip
    assert story.balances()["exchange_clearing USD"] == "1000.00"
    assert story.balances()["exchange_clearing"] == "-900.00"
    assert story.is_sound()


def test_a_loss_when_the_dollar_fell(story):
    story.rates = USD_EUR
    story.invoice("R1", "1000.00", currency="USD")
    story.apply(story.receipt("880.00", "02-15"), ("R1", "1000.00"))
    assert story.balances(base=True)["exchange_difference"] == "20.00"
    assert story.is_sound()


def test_a_dollar_invoice_paid_in_dollars_realises_the_difference_too(story):
    story.rates = USD_EUR
    story.invoice("R1", "1000.00", currency="USD")
    story.statement_in("USD", "1000.00", "02-10")
    receipt = Receipt.objects.get().key
    story.identify(receipt, "C1")
    story.apply(receipt, ("R1", "1000.00"))
    assert story.balances(base=True) == {
        "bank": "920.00", "invoiced": "-900.00", "exchange_difference": "-20.00",
    }  # fmt: skip
    assert story.is_sound()


def test_payments_in_part_leave_no_stray_cent(story):
    story.rates = {("USD", "01-10"): "0.9137", ("USD", "02-10"): "0.9071", ("USD", "02-15"): "0.9253"}
    story.invoice("R1", "100.01", currency="USD")
    for on, came, settled in (
        ("02-10", "30.24", "33.34"),
        ("02-15", "30.85", "33.34"),
        ("02-15", "30.84", "33.33"),
    ):
        receipt = story.receipt(came, on)
        story.apply(receipt, ("R1", settled))
        assert story.unapplied(receipt) == "0.00"
    assert story.open("R1") == "0.00"
    assert story.balances(base=True).get("receivables") is None
    assert story.is_sound()


def test_a_receipt_worth_just_the_amount_is_used_up_although_rounding_twice_says_a_cent_less(story):
    """11.66 and 11.67 euro are both worth 10.01 pounds: the euro that came are the ones that are used."""
    story.rates = {("GBP", "01-10"): "1.1600", ("GBP", "02-10"): "1.1654"}
    story.invoice("R1", "10.01", currency="GBP")
    story.invoice("R2", "10.01", currency="GBP")
    for number, came in (("R1", "11.67"), ("R2", "11.66")):
        receipt = story.receipt(came, "02-10")
        story.apply(receipt, (number, "10.01"))
        assert (story.open(number), story.unapplied(receipt)) == ("0.00", "0.00")
    assert story.is_sound()


def test_undone_the_receipt_has_its_old_worth_again(story):
    story.rates = USD_EUR
    story.invoice("R1", "1000.00", currency="USD")
    before = story.balances()
    receipt = story.receipt("920.00", "02-10")
    [applied] = story.apply(receipt, ("R1", "1000.00"))
    story.undo(applied)
    assert story.balances() == {**before, "bank": "920.00", "unapplied_cash": "-920.00"}
    assert story.is_sound()


def test_a_yen_invoice_has_no_cents_and_a_dinar_has_three_digits(story):
    story.rates = {("JPY", "01-10"): "0.0061", ("KWD", "01-10"): "3.0123",
                   ("JPY", "02-10"): "0.0062", ("KWD", "02-10"): "2.9999"}  # fmt: skip
    story.invoice("R1", "100000", currency="JPY")
    story.invoice("R2", "33.333", currency="KWD")
    story.apply(story.receipt("620.00", "02-10"), ("R1", "100000"))
    story.apply(story.receipt("100.00", "02-10"), ("R2", "33.333"))
    assert story.open_on("12-31") == {}
    assert story.is_sound()


def test_a_correction_in_small_steps_leaves_no_value_behind(story):
    story.rates = {("USD", "01-10"): "0.5000"}
    story.invoice("R1", "0.03", currency="USD")
    for amount in ("0.02", "0.01", "0.00"):
        story.invoice("R1", amount, currency="USD")
    assert story.balances(base=True) == {}
    assert story.is_sound()


def test_a_credit_note_of_another_day_realises_the_difference(story):
    story.rates = USD_EUR
    story.invoice("R1", "100.00", currency="USD")
    story.invoice("G1", "-100.00", currency="USD", issued="02-10")
    story.set_off("G1", "R1", "100.00", "02-12")
    assert story.balances(base=True) == {"invoiced": "2.00", "exchange_difference": "-2.00"}
    assert story.is_sound()
