"""The words on the desk for the codes in the books."""

from django.utils.translation import gettext_lazy as _

ITEM_KINDS = {
    "invoice": _("Invoice"),
    "credit_note": _("Credit note"),
    "advance": _("Advance"),
    "fee": _("Fee"),
    "instalment": _("Instalment"),
}
DIFFERENCES = {
    "discount": _("cash discount"),
    "deduction": _("deduction"),
    "bank_fee": _("bank fee"),
    "partial": _("paid in part"),
    "overpaid": _("paid too much"),
    "rounding": _("rounding"),
    "exchange": _("exchange rate"),
}
PROPOSAL_STATES = {
    "open": _("waits for a decision"),
    "applied": _("posted"),
    "superseded": _("replaced by a later proposal"),
    "rejected": _("turned down"),
}
DECISIONS = {
    "auto": _("certain"),
    "review": _("to review"),
    "unmatched": _("nothing plausible"),
    "not_customer": _("not from a customer"),
}
MESSAGE_STATES = {
    "waiting": _("waits to be sent"),
    "claimed": _("being sent"),
    "sent": _("sent"),
    "refused": _("refused by the mail server"),
    "unknown": _("sent or not: nobody knows"),
    "cancelled": _("not sent: no longer true"),
}
RECEIPT_STATES = {
    "by_itself": _("applied by itself"),
    "by_person": _("applied"),
    "partly": _("partly applied"),
    "waits": _("waits"),
    "unidentified": _("payer unknown"),
    "elsewhere": _("not from a customer"),
}
ACTIONS = {
    "call": _("Call the customer"),
    "decide": _("Decide what happens next"),
    "find_address": _("Find an address"),
}
MODES = {
    "off": _("Off"),
    "suggest": _("Suggest"),
    "automatic": _("Automatic"),
}
ADVICE = {
    "switch_on": _("switch to automatic"),
    "not_yet": _("not yet"),
    "not_now": _("not now"),
    "stay": _("stay automatic"),
    "switch_back": _("switch back"),
}
VERBS = {
    "receive file": _("file taken in"),
    "apply cash": _("cash applied"),
    "accept proposals": _("proposal taken"),
    "reject proposal": _("proposal turned down"),
    "undo allocation": _("allocation taken back"),
    "settle by hand": _("applied by hand"),
    "set aside": _("set aside"),
    "review receipt": _("looked at again"),
}
TASKS = {
    "proposal": _("Confirm what is proposed"),
    "unmatched": _("Find out what this money is for"),
    "review": _("Look again at what was applied by itself"),
    "contact": _("Talk to customers"),
    "message": _("Messages that did not go through"),
    "file": _("Files with problems"),
}
HOLDS = {"hold": _("Hold"), "promise": _("Promise to pay")}
TABLES = {
    "item": ITEM_KINDS,
    "difference": DIFFERENCES,
    "proposal": PROPOSAL_STATES,
    "decision": DECISIONS,
    "message": MESSAGE_STATES,
    "receipt": RECEIPT_STATES,
    "action": ACTIONS,
    "hold": HOLDS,
    "task": TASKS,
    "verb": VERBS,
    "mode": MODES,
    "advice": ADVICE,
}


def word(code: str, table: str) -> str:
    """The word for a code; a code without one is shown as it is, without its underscores."""
    return str(TABLES[table].get(code, code.replace("_", " ")))
