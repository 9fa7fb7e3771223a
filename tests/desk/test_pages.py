"""What the pages say about the small story."""

import re
from html import unescape

import pytest

from tests.desk.conftest import write_message


def words(browser, address: str, language: str = "en") -> str:
    """A page's text with plain spaces."""
    answer = browser.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_day_adds_up(clerk):
    page = words(clerk, "/acme/")
    assert "€1,050" in page  # are open
    assert "95.2%" in page  # 1,000 of 1,050 is overdue
    assert "€196" in page  # received that day
    told = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "Came in: 1 file with 0 new invoices and 2 receipts of €196." in told
    assert "1 was applied by itself , 1 waits" in told
    assert "0 letters were written. 3 tasks wait for people." in told
    assert "−77.00" in page  # unapplied cash in the aging
    assert "973.00" in page  # net


def test_every_number_of_the_day_leads_to_its_rows(clerk):
    links = re.findall(r'href="(/acme/[^"]*as_of=2026-03-20&on=1[^"]*)"', words(clerk, "/acme/"))
    pages = {link: clerk.get(link).context["page"] for link in links}
    found = {
        link.split("?")[0] + ("!" if "state=" in link else ""): len(page) for link, page in pages.items()
    }
    assert found == {"/acme/imports/": 1, "/acme/receipts/": 2, "/acme/receipts/!": 1, "/acme/messages/": 0}


def test_the_day_before_is_told_small(clerk):
    assert "Before, on Mar 19, 2026:" in words(clerk, "/acme/")


def test_messages_nobody_knows_about_are_an_exception_on_the_first_page(company, clerk):
    assert "may have arrived or not" not in words(clerk, "/acme/")
    write_message(company, "unknown")
    assert "1 message may have arrived or not" in words(clerk, "/acme/")
    assert len(clerk.get("/acme/messages/?state=unknown").context["page"]) == 1


def test_an_earlier_day_shows_what_was_true_then(clerk):
    page = words(clerk, "/acme/?as_of=2026-03-19")
    assert "€1,169" in page  # R-1 was not paid yet
    assert "R-1" in words(clerk, "/acme/items/?as_of=2026-03-19")
    assert "R-1" not in words(clerk, "/acme/items/")


@pytest.mark.parametrize(
    ("day", "complaint"), [("yesterday", "is not a day"), ("2999-01-01", "still to come")]
)
def test_a_wrong_day_is_explained(clerk, day, complaint):
    assert complaint in words(clerk, f"/acme/?as_of={day}")


def test_links_keep_the_chosen_day(clerk):
    assert "/acme/receipts/?as_of=2026-03-19" in words(clerk, "/acme/?as_of=2026-03-19")


def test_german_for_german_browsers(clerk):
    page = words(clerk, "/acme/", "de-AT,de;q=0.9,en;q=0.5")
    assert '<html lang="de">' in page
    assert "Altersgliederung" in page
    assert "1.050 €" in page
    assert 'y1="212.0"' in page  # drawings are not translated


def test_languages_without_a_catalogue_get_whole_english(clerk):
    page = words(clerk, "/acme/", "pl")
    assert '<html lang="en">' in page
    assert "€1,050" in page


def test_a_receipt_says_what_it_paid_and_why(company, clerk):
    page = words(clerk, f"/acme/receipts/{company.receipt_set.get(payer_name='BAKER AND SONS').pk}/")
    for told in (
        "Invoice R-1",
        "119.00 EUR",
        "the text names 1 of 1 items by number",
        "the amount is not exact",
        "99.9%",
        "e-1",
    ):
        assert told in page


@pytest.mark.parametrize(
    ("state", "payers"),
    [
        ("by_itself", ["BAKER AND SONS"]),
        ("unidentified", ["<b>Somebody</b>"]),
        ("waits", ["<b>Somebody</b>"]),
        ("elsewhere", []),
        ("", ["BAKER AND SONS", "<b>Somebody</b>"]),
    ],
)
def test_receipts_by_state(clerk, state, payers):
    page = clerk.get(f"/acme/receipts/?state={state}").context["page"]
    assert sorted(row.payer_name for row in page) == sorted(payers)


def test_what_a_bank_says_is_text_never_markup(clerk):
    raw = clerk.get("/acme/receipts/").content.decode()
    assert "<b>Somebody" not in raw
    assert "&lt;b&gt;Somebody" in raw


@pytest.mark.parametrize(
    ("age", "numbers"),
    [("0", ["R-2"]), ("1", []), ("5", ["R-3"]), ("overdue", ["R-3"]), ("", ["R-3", "R-2"])],
)
def test_items_by_age(clerk, age, numbers):
    assert [row.number for row in clerk.get(f"/acme/items/?age={age}").context["page"]] == numbers


def test_a_customer_has_one_story(clerk):
    page = words(clerk, "/acme/customers/10/")
    for told in ("Baker & Sons", "Invoice R-1", "Money received", "119.00 EUR", "R-2"):
        assert told in page


def test_an_import_shows_each_problem(company, clerk):
    page = words(clerk, f"/acme/imports/{company.importedfile_set.get().pk}/")
    for told in ("line 7", "the amount is missing", "ask the bank"):
        assert told in page


def test_a_letter_is_shown_in_a_frame_that_can_do_nothing(company, clerk):
    message = write_message(company, "sent")
    assert "<iframe sandbox" in words(clerk, f"/acme/messages/{message.pk}/")
    letter = clerk.get(f"/acme/messages/{message.pk}/letter/")
    assert "sandbox" in letter["Content-Security-Policy"]
    assert "default-src 'none'" in letter["Content-Security-Policy"]
    assert letter["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("page", "hint"),
    [
        ("", "Your books are empty"),
        ("receipts/", "No money has arrived yet"),
        ("items/", "Nothing is open"),
        ("customers/", "No customers yet"),
        ("messages/", "No messages here"),
        ("imports/", "No files here"),
        ("work/", "All done"),
        ("key-figures/", "Nothing to measure yet"),
        ("", "duebook import --company empty invoices.csv statement.xml"),
        ("", "duebook day --company empty"),
    ],
)
def test_empty_pages_say_what_to_do(company, page, hint):
    from duebook.books.companies.models import Company
    from tests.desk.conftest import enter

    empty = Company.objects.create(code="empty", name="Empty", currency="EUR")
    assert hint in words(enter(empty, "clerk"), f"/empty/{page}")


def test_the_mailbox_is_for_this_machine_only(clerk, settings):
    assert "No letters yet" in words(clerk, "/mailbox/")
    assert clerk.get("/mailbox/123-abc/").status_code == 404
    settings.LOCAL = False
    assert clerk.get("/mailbox/").status_code == 404


def test_files_for_browsers_are_kept_for_a_year_under_the_address_of_their_content(clerk):
    address = re.search(r'href="(/static/desk/desk.css[?][0-9a-f]{12})"', words(clerk, "/acme/"))
    assert address
    style = clerk.get(address[1])
    assert style.status_code == 200
    assert "max-age=31536000" in style["Cache-Control"]


def test_pages_travel_compressed(clerk):
    answer = clerk.get("/acme/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


PRICES = {
    "": 25, "receipts/": 7, "proposals/": 8, "items/": 8, "customers/": 7, "customers/10/": 15,
    "messages/": 6, "work/": 15, "imports/": 6, "key-figures/": 6,
}  # fmt: skip


@pytest.mark.parametrize(("page", "price"), PRICES.items())
def test_pages_cost_a_fixed_number_of_queries(clerk, page, price, django_assert_num_queries):
    with django_assert_num_queries(price):
        clerk.get(f"/acme/{page}")
