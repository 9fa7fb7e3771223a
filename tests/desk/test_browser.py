"""The desk in a real browser, on a desk and on a phone: readable for all, usable by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from duebook.books.companies.models import Membership

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
PAGES = [
    "",
    "receipts/",
    "proposals/",
    "items/",
    "customers/",
    "customers/10/",
    "messages/",
    "work/",
    "imports/",
]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sign_in(browser, live_server, company):
    user = User.objects.create_user("ada", password="lamp-lamp-lamp")
    Membership.objects.create(user=user, company=company, role="clerk")

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


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.1 A and AA, with the first place of each."""
    tags = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = Axe().run(page, options=tags).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_readable_for_all_and_fits(company, sign_in, live_server, size):
    page = sign_in(size)
    receipts = [f"receipts/{pk}/" for pk in company.receipt_set.values_list("pk", flat=True)]
    file = company.importedfile_set.get().pk
    for address in [*PAGES, *receipts, f"imports/{file}/"]:
        page.goto(f"{live_server.url}/acme/{address}")
        assert violations(page) == [], address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SIZES[size][0], f"{address} is {width} wide"
    assert page.complaints == []


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
