"""The pages of remittances in a real browser: readable for all, and they fit."""

import pytest

from tests.desk.test_browser import SIZES, sign_in, violations  # noqa: F401 (a fixture)
from tests.desk.test_remittances import take_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", SIZES)
def test_remittances_are_readable_for_all_and_fit(company, sign_in, live_server, size):  # noqa: F811
    page = sign_in(size)
    pages = ["remittances/", "remittances/?state=question"]
    told = take_in(company)
    pages += [f"remittances/{told.pk}/", f"imports/{told.file_id}/"]
    pages += [f"receipts/{pair.receipt_id}/" for pair in told.pairs.all()]
    for address in pages:
        page.goto(f"{live_server.url}/acme/{address}")
        assert violations(page) == [], address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SIZES[size][0], f"{address} is {width} wide"
    assert page.complaints == []
