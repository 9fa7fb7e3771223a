"""The desk in a real browser, on a desk and on a phone: readable for all, usable by keyboard alone."""

from urllib.parse import urlencode

import pytest
from aiosmtpd.smtp import Envelope
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from duebook.books.companies.models import Company, Membership
from duebook.books.ledger.lists import settlements
from duebook.connectors.channel.postbox import Postbox
from tests.desk.conftest import DAY, write_message

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
PAGES = [
    "",
    "receipts/",
    "proposals/",
    "reviews/",
    "cash-application/",
    "differences/",
    "items/",
    "deductions/",
    "customers/",
    "customers/10/",
    "messages/",
    "work/",
    "key-figures/",
    "imports/",
]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sign_in(browser, live_server, company):
    user = User.objects.create_user("ada", password="lamp-lamp-lamp")
    Membership.objects.create(user=user, company=company, role="controller")

    def entered(size: str) -> Page:
        width, height = SIZES[size]
        page = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB").new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.goto(f"{live_server.url}/sign-in/")
        assert violations(page) == []
        page.get_by_label("Name").fill("ada")
        page.get_by_label("Password").fill("lamp-lamp-lamp")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
        return page

    return entered


@pytest.fixture
def letter(tmp_path, settings) -> str:
    """The key of a letter in the local mailbox."""
    settings.POSTBOX = tmp_path
    content = b"Subject: Reminder\r\nContent-Type: text/html\r\n\r\n<p>Please pay</p>"
    envelope = Envelope()
    envelope.mail_from, envelope.rcpt_tos = "a@acme.example", ["b@baker.example"]
    envelope.content = envelope.original_content = content
    return Postbox(tmp_path).keep(envelope)


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.1 A and AA, with the first place of each."""
    tags = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = Axe().run(page, options=tags).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_readable_for_all_and_fits(company, sign_in, live_server, size, letter):
    page = sign_in(size)
    empty = Company.objects.create(code="empty", name="Empty", currency="EUR")
    Membership.objects.create(user=User.objects.get(username="ada"), company=empty, role="clerk")
    receipts = [f"receipts/{pk}/" for pk in company.receipt_set.values_list("pk", flat=True)]
    receipts += [f"{receipt}proof/" for receipt in receipts]
    receipts += [f"{receipt}settle/?q=R" for receipt in receipts if receipt.count("/") == 2]
    file = company.importedfile_set.get().pk
    paid = company.receipt_set.get(payer_name="BAKER AND SONS")
    undo = f"receipts/{paid.pk}/undo/?" + urlencode({"line": settlements(paid, DAY)[0].entry_key})
    message = f"messages/{write_message(company, 'unknown').pk}/"
    mine = [f"/acme/{address}" for address in (*PAGES, *receipts, undo, message, f"imports/{file}/")]
    for address in (*mine, "/mailbox/", f"/mailbox/{letter}/", "/empty/"):
        page.goto(f"{live_server.url}{address}")
        assert violations(page) == [], address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SIZES[size][0], f"{address} is {width} wide"
    assert [told for told in page.complaints if "sandboxed" not in told] == []


def test_the_keyboard_is_enough(sign_in):
    page = sign_in("desk")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="Receipts", level=1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="BAKER AND SONS")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What the bank said")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Applied.", exact=True)).to_be_visible()


def test_slash_searches_and_the_day_is_picked(sign_in):
    page = sign_in("desk")
    page.get_by_role("link", name="Open items", exact=True).first.click()
    expect(page.get_by_role("heading", name="Open items", level=1)).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("zürich")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="R-3")).to_be_visible()
    expect(page.get_by_role("link", name="R-2")).to_be_hidden()
    page.get_by_label("As of").fill("2025-09-30")
    expect(page.get_by_text("Nothing like that")).to_be_visible()


def test_a_long_reason_opens_by_keyboard(company, sign_in, live_server):
    company.proposal_set.filter(state="open").update(reason="because " * 60, evidence=[])
    page = sign_in("phone")
    page.goto(f"{live_server.url}/acme/work/")
    reason = page.locator("details.why summary")
    closed = reason.bounding_box()["height"]
    reason.focus()
    page.keyboard.press("Enter")
    assert reason.bounding_box()["height"] > 2 * closed


def test_the_aging_table_scrolls_within_itself_on_the_phone(sign_in):
    table = sign_in("phone").get_by_role("region", name="Days overdue, by currency")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    assert "gradient" in table.evaluate("box => getComputedStyle(box).backgroundImage")
