"""The numbers besides an invoice's own, from the list of open items to the payer's words."""

from duebook.core.matching import open_items
from duebook.core.matching.references import References
from duebook.formats.table.invoices import read_invoices
from tests.core.matching.book import receipt

HEAD = "customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount"
LIST = f"""{HEAD},order_number,payment_reference
C1,Bakery Brown,1001,2025-01-01,2025-01-31,EUR,10.00,AB-77231,RF18539007547034
C1,Bakery Brown,1002,2025-01-01,2025-01-31,EUR,20.00,,
""".encode()


def test_a_payer_may_name_the_order_or_the_reference_of_the_payment_slip() -> None:
    items = open_items(read_invoices(LIST, "items.csv").invoices)
    assert [item.other_references for item in items] == [("AB-77231", "RF18539007547034"), ()]
    for text in ("our order AB 77231", "RF18 5390 0754 7034"):
        (mention,) = References(items).read(receipt(100, text)).mentions
        assert mention.items == (items[0].key,)
