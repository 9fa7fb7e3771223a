"""What must be true at the end of every day, told independently of the code that makes it true."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta

from duebook.books.companies.models import Company
from duebook.books.deductions.queries import held_back
from duebook.books.dunning.models import Reminder, ReminderItem
from duebook.books.ledger.models import OpenItem, Receipt
from duebook.books.ledger.queries import open_items_as_of, waiting_cash_as_of
from duebook.books.messaging.models import Message
from duebook.core.dunning import DEFAULT_POLICY
from duebook.core.dunning.spelling import spelling_for
from duebook.flows.verify import Finding, all_checks
from tests.year.living import Life

LADDER = {
    0: "due_day", 7: "reminder_7", 14: "reminder_14", 21: "reminder_21", 30: "call_30",
    45: "final_notice_45", 60: "decision_60",
}  # fmt: skip
"""Days overdue from which a step is owed, as docs/algorithms/dunning.md has them."""


def aging(company: Company, as_of: date, known_at: date) -> list[object]:
    """Open items and waiting cash at the end of one day, as it was known at the end of another."""
    until = datetime.combine(known_at, time.max, UTC)
    return [*open_items_as_of(company, as_of, until), *waiting_cash_as_of(company, as_of, until)]


def left_out(life: Life) -> list[str]:
    """Items for which the customer should have been asked by now, and was not."""
    asked = set(ReminderItem.objects.filter(cancelled=False).values_list("item__key", "step"))
    balance = _due_on_balance(life)
    forgotten = []
    for item in _due_items(life):
        step = LADDER[max(days for days in LADDER if days <= (life.day - item.due_date).days)]
        worth_asking = balance[item.customer_id, item.currency] >= DEFAULT_POLICY.minimum[item.currency]
        waits_for_age = step == "due_day" and life.day < item.issue_date + timedelta(3)
        known = {(item.key, step), (item.key, f"no_address:{step}")} & asked
        if worth_asking and not waits_for_age and not known:
            forgotten.append(f"{item.key} {step}")
    return forgotten


def _due_items(life: Life) -> list[OpenItem]:
    """What is due and of which more is open than its payer claims, which counts as disputed here."""
    claimed = held_back(life.company)
    items = OpenItem.objects.filter(company=life.company, open_amount__gt=0, due_date__lte=life.day)
    for item in items:
        item.disputed_amount = max(item.disputed_amount, claimed.get(item.pk, 0))
    return [item for item in items if item.open_amount > item.disputed_amount]


def _due_on_balance(life: Life) -> Counter[tuple[int, str]]:
    """By customer and currency: what is due, less all that stands to his credit."""
    balance: Counter[tuple[int, str]] = Counter()
    for item in _due_items(life):
        balance[item.customer_id, item.currency] += item.open_amount - item.disputed_amount
    for item in OpenItem.objects.filter(company=life.company, open_amount__lt=0):
        balance[item.customer_id, item.currency] += item.open_amount
    for receipt in Receipt.objects.filter(company=life.company, parked=False).exclude(customer=None):
        balance[receipt.customer_id, receipt.currency] -= receipt.unapplied
    return balance


def written_twice(life: Life) -> list[str]:
    """Customers with two letters on one day, letters that went out twice, steps done twice for one item."""
    seen: Counter[object] = Counter(mail.recipient for mail in life.mails_today())
    seen.update(mail.message_id for mail in life.post.mails)
    done = ReminderItem.objects.filter(superseded=False, cancelled=False)
    seen.update(done.values_list("item__key", "step"))
    return [f"{what} {times} times" for what, times in seen.items() if times > 1]


def letters_that_differ(life: Life) -> list[str]:
    """Letters of the day that do not ask, to the cent and in the customer's spelling, for the sum of what
    their reminder shows; reminders without a letter, and letters without a reminder."""
    mails = {mail.message_id: mail for mail in life.mails_today()}
    wrong = []
    reminders = Reminder.objects.filter(company=life.company, as_of=life.day, action="message")
    for reminder in reminders.select_related("message", "customer"):
        mail = mails.pop(reminder.message.message_id, None)
        if mail is None:
            wrong.append(f"no letter for {reminder}")
        elif mail.recipient != reminder.customer.email:
            wrong.append(f"{reminder} went to {mail.recipient}")
        else:
            words = " ".join(mail.text.split())
            wrong += [f"{reminder} does not ask for {s}" for s in _sums(reminder) if s not in words]
    return wrong + [f"a letter without a reminder: {message_id}" for message_id in mails]


def _sums(reminder: Reminder) -> list[str]:
    currencies = _currencies(reminder.company, reminder.shown)
    totals: dict[str, int] = defaultdict(int)
    for key, amount in reminder.shown.items():
        totals[currencies[key]] += amount
    spelling = spelling_for(reminder.message.language, reminder.customer.country)
    return [" ".join(spelling.amount(total, currency).split()) for currency, total in totals.items()]


def _currencies(company: Company, keys: dict[str, int]) -> dict[str, str]:
    items = OpenItem.objects.filter(company=company, key__in=keys).values_list("key", "currency")
    receipts = Receipt.objects.filter(company=company, key__in=keys).values_list("key", "currency")
    return dict([*items, *receipts])


def lost_mail(life: Life) -> list[str]:
    """Messages that neither went out nor were withdrawn."""
    waiting = Message.objects.filter(company=life.company).exclude(state__in=["sent", "cancelled"])
    return [f"{message} {message.state}" for message in waiting]


def unsound(life: Life, thoroughly: bool) -> list[Finding]:
    """What `duebook check` finds; the content of every row is read again only ``thoroughly``."""
    checks = [check for check in all_checks() if thoroughly or check.name != "sealed rows"]
    return [finding for check in checks for finding in check.run(life.company).findings]
