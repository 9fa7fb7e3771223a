"""What came before: receipts of earlier weeks as the clerk applied them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from bench.cash.cases.books import Ledger
from bench.cash.cases.payers import Payer
from bench.cash.cases.strata import Stratum
from bench.cash.cases.telling import Teller
from duebook.core.matching import PastAllocation


def history(
    ledger: Ledger,
    stratum: Stratum,
    start: date,
    payers: Mapping[str, Payer],
    teller: Teller,
    rng: Random,
) -> Iterator[PastAllocation]:
    """Written in the payers' habits, exact, applied rightly but for a clerk's slip."""
    since = start - timedelta(days=stratum.history_days)
    customers = sorted(ledger.customers)
    new = {customer for customer in customers if rng.random() < stratum.newcomers}
    days = sorted(day for day in ledger.batches if since <= day < start)
    past = ((day, batch) for day in days for batch in ledger.batches[day])
    for number, (day, batch) in enumerate(past):
        customer = batch[0].customer_id
        if customer in new:
            continue
        payer, receipt_id = payers[customer], f"P{number:06}"
        written = teller.words(teller.style(payer), payer, batch, day)
        teller.remember(batch)
        text = "\n".join(filter(None, (written.text, " ".join(written.references))))
        name, account = teller.name_and_account(payer, receipt_id)
        applied_to = rng.choice(customers) if rng.random() < stratum.misapplied else customer
        total = sum(bill.amount for bill in batch)
        for bill in batch:
            yield PastAllocation(
                receipt_id,
                day,
                total,
                bill.currency,
                name,
                account,
                text,
                applied_to,
                bill.number,
                bill.amount,
            )
