"""What payers say their payments are for: every kind of document says what its payer meant."""

import email
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from email import policy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duebook.formats import remittance
from duebook.simulator import COMPANY, simulate
from duebook.simulator.advices.kinds import LOCKBOX, MAILED, SHARES, UPLOADED, advice_files, deal_kind
from duebook.simulator.advices.lockbox import LENGTH, lockbox_file
from duebook.simulator.advices.paper import pdf
from duebook.simulator.advices.wording import wording_of
from duebook.simulator.customers import customer_base
from duebook.simulator.tables import advice_words, languages
from duebook.simulator.values import Advice, AdvisedLine, Buyer

MAY, JULY = date(2025, 5, 1), date(2025, 7, 1)


@pytest.fixture(scope="module")
def buyer() -> Buyer:
    return customer_base(20, MAY, JULY, Random(1))[0]


def advice(buyer: Buyer, kind: str, *lines: tuple[str, int, int, str]) -> Advice:
    """Lines: number, gross, deducted, reason."""
    told = tuple(
        AdvisedLine("E1", number, MAY, "EUR", gross, gross - kept, kept, reason)
        for number, gross, kept, reason in lines
    )
    total = sum(line.paid for line in told)
    return Advice(kind, buyer, date(2025, 5, 20), date(2025, 5, 19), "ZA0000042", "EUR", total, told)


INVOICES = (("RE2500017", 123_450, 0, ""), ("RE2500018", 1_000_000, 20_000, "discount"),
            ("RE2500020", 98_710, 8_710, "quality"))  # fmt: skip
CREDIT_NOTE = ("GS2500003", -12_345, 0, "")


@pytest.mark.parametrize("kind", ["csv", "xlsx", *UPLOADED])
def test_our_own_readers_read_what_machines_write(buyer, kind):
    meant = advice(buyer, kind, *INVOICES, CREDIT_NOTE)
    if kind in UPLOADED:
        content = UPLOADED[kind][1](meant, COMPANY)
    else:
        (attachment,) = MAILED[kind](meant, COMPANY).attachments
        content = attachment.content
    mapping = {"Währung": "currency"} if kind == "xlsx" else None
    found = remittance.read(content, f"advice.{kind}", mapping)
    assert not found.problems
    (read,) = found.remittances
    assert [(line.reference, line.amount, line.deduction) for line in read.lines] == [
        (line.number, line.paid, line.deducted) for line in meant.lines
    ]
    assert (read.total, read.currency) == (meant.total, "EUR")
    if kind in UPLOADED:
        assert (read.payment_reference, read.payment_date) == ("ZA0000042", date(2025, 5, 19))


@pytest.mark.parametrize("country", ["DE", "GB", "US", "CH", "FR", "PL"])
@pytest.mark.parametrize("kind", ["text", "html"])
def test_mails_for_people_name_every_document_and_what_it_gets(buyer, kind, country):
    payer = replace(buyer, country=country)
    meant = advice(payer, kind, *INVOICES, CREDIT_NOTE)
    body = MAILED[kind](meant, COMPANY)
    writes = wording_of(payer)
    for line in meant.lines:
        assert line.number in body.text + body.html
        assert writes.amount(line.paid, "EUR") in (body.text + body.html).replace("&#x27;", "'")
    assert writes.amount(meant.total, "EUR") in (body.text + body.html).replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("marks", "written"),
    [((".", ","), "-1.234.567,80"), ((",", "."), "-1,234,567.80"), ((" ", ","), "-1 234 567,80"),
     (("'", "."), "-1'234'567.80"), (("", "."), "-1234567.80")],
)  # fmt: skip
def test_notations(buyer, marks, written):
    assert replace(wording_of(buyer), marks=marks).amount(-123_456_780, "EUR") == written


def test_every_language_of_a_payer_has_all_words():
    assert advice_words().keys() == languages().keys()
    (shapes,) = {(*words, *words["reasons"]) for words in advice_words().values()}
    assert {"discount", "quantity", "quality", "price"} <= set(shapes)


@given(number=st.integers(1, 120))
def test_pages_carry_the_sum_forward(number):
    buyer = customer_base(20, MAY, JULY, Random(1))[0]
    long = advice(buyer, "pdf", *((f"RE25{at:05d}", 10_000 + at, 0, "") for at in range(number)))
    from duebook.simulator.advices.wording import printed

    page = printed(long, COMPANY)
    assert page.total == f"{page.carried[-1]} EUR"
    assert len(page.rows) == len(page.carried) == number


def test_paper_has_as_many_pages_as_it_needs_and_is_the_same_each_time(buyer):
    long = advice(buyer, "pdf", *((f"RE25{at:05d}", 10_000 + at, 0, "") for at in range(100)))
    pages = [
        len(re.findall(rb"/Type\s*/Page\b", pdf(one, COMPANY)))
        for one in (advice(buyer, "pdf", *INVOICES), long)
    ]
    assert pages[0] == 1
    assert pages[1] > 2
    assert pdf(long, COMPANY) == pdf(long, COMPANY)


@pytest.mark.parametrize("kind", ["scanned_pdf", "picture"])
def test_a_scan_is_a_picture_and_the_same_each_time(buyer, kind):
    first, again = (MAILED[kind](advice(buyer, kind, *INVOICES), COMPANY) for _ in range(2))
    assert first == again
    (attachment,) = first.attachments
    assert attachment.content[:4] in (b"%PDF", b"\x89PNG")


def test_a_lockbox_file_has_fixed_columns_and_adds_up(buyer):
    checks = [advice(buyer, LOCKBOX, *INVOICES), advice(buyer, LOCKBOX, INVOICES[0])]
    records = lockbox_file(checks, COMPANY, MAY).decode().splitlines()
    assert {len(record) for record in records} == {LENGTH}
    assert "".join(record[0] for record in records) == "1256444647" + "89"
    assert [int(r[7:17]) for r in records if r[0] == "6"] == [check.total for check in checks]
    stubs = [(r[11:27].strip(), int(r[27:37]), int(r[37:47]), r[10]) for r in records if r[0] == "4"]
    assert stubs[:3] == [
        ("RE2500017", 123_450, 0, "0"), ("RE2500018", 980_000, 20_000, "0"),
        ("RE2500020", 90_000, 8_710, "9"),
    ]  # fmt: skip
    assert int(records[-1][1:7]) == len(records)


@given(seed=st.integers(0, 1000), country=st.sampled_from(["DE", "US", "PL"]))
def test_each_payer_sends_what_is_usual_in_his_country(seed, country):
    line = AdvisedLine("E1", "GS2500001", MAY, "EUR", -500, -500)
    kind = deal_kind(SHARES, country, [line], Random(seed))
    assert kind != LOCKBOX
    assert country == "US" or kind != "x12_820"
    assert deal_kind({"pdf": 1}, country, [line], Random(seed)) == "pdf"


@pytest.fixture(scope="module")
def advised():
    return list(simulate(1, 120, MAY, date(2025, 11, 1)))


def test_advices_come_before_with_and_after_the_money(advised):
    arrived = {receipt.receipt_id: day.day for day in advised for receipt in day.receipts}
    told = Counter()
    for day in advised:
        for one in day.advices:
            days = [
                (day.day - arrived[line.receipt_id]).days for line in one.lines if line.receipt_id in arrived
            ]
            told["before" if not days or days[0] < 0 else "after" if days[0] else "with"] += 1
    assert min(told["before"], told["with"], told["after"]) >= 10


def test_one_advice_may_cover_two_receipts_and_two_advices_one(advised):
    receipts = [{line.receipt_id for line in one.lines} for day in advised for one in day.advices]
    documents = Counter(receipt for one in receipts for receipt in one)
    assert max(len(one) for one in receipts) == 2
    assert max(documents.values()) == 2


def test_an_advice_says_what_was_paid_but_for_fees_the_payer_never_saw(advised):
    money = defaultdict(int)
    fees = Counter()
    for day in advised:
        for line in day.applied:
            money[line.receipt_id, line.invoice_number] += line.amount
            fees[line.receipt_id, line.invoice_number] += line.difference * (line.reason == "bank_fee")
    for day in advised:
        for one in day.advices:
            for line in one.lines:
                key = line.receipt_id, line.number
                assert key not in money or line.paid == money[key] + fees[key]


def test_somebody_else_pays(advised):
    payers = Counter(receipt.third_party for day in advised for receipt in day.receipts)
    assert set(payers) == {
        "", "parent", "settlement_house", "service_centre", "marketplace", "factor", "private_account",
    }  # fmt: skip


def test_each_advice_has_a_file_of_its_own_and_lockboxes_one_a_day(advised):
    for day in advised:
        files = dict(advice_files(day, COMPANY))
        checks = sum(one.kind == LOCKBOX for one in day.advices)
        assert len(files) == len(day.advices) - max(0, checks - 1)
        if day.day > date(2025, 6, 15):
            break
        for name, content in files.items():
            if name.endswith(".eml"):
                assert not email.message_from_bytes(content, policy=policy.default).defects
