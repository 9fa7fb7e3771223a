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
REMITTANCE_STATES = {
    "question": _("a question"),
    "waiting": _("waits for its money"),
    "paired": _("paired"),
    "aside": _("put aside"),
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
    "accept deduction": _("deduction granted"),
    "reject deduction": _("deduction claimed back"),
    "write_off deduction": _("deduction written off"),
    "reopen deduction": _("deduction opened again"),
    "set difference policy": _("differences: what is given up"),
    "review receipt": _("looked at again"),
    "pair remittances": _("remittances paired"),
    "pair by hand": _("remittance paired by hand"),
    "set aside remittance": _("remittance put aside"),
}
DEDUCTION_STANDINGS = {
    "open": _("open"),
    "accepted": _("granted, credit note to come"),
    "rejected": _("claimed back"),
    "written_off": _("written off"),
    "settled": _("settled"),
    "replaced": _("replaced by a later one"),
    "reversed": _("allocation taken back"),
}
DEDUCTION_DECISIONS = {
    "accept": _("Grant"),
    "reject": _("Claim back"),
    "write_off": _("Write off"),
    "reopen": _("Open again"),
}
DEDUCTION_DECIDED = {
    "accept": _("granted"),
    "reject": _("claimed back"),
    "write_off": _("written off"),
    "reopen": _("open again"),
}
DEDUCTION_ABOUT = {
    "": _("not told"),
    "discount": _("cash discount"),
    "price": _("price"),
    "quantity": _("quantity, missing goods"),
    "quality": _("quality, damaged goods"),
    "return": _("returned goods"),
    "freight": _("freight"),
    "bonus": _("bonus, advertising"),
    "bank_fee": _("bank fee"),
    "tax": _("tax withheld"),
    "duplicate": _("invoiced twice"),
    "set_off": _("set off"),
    "other": _("other"),
}
DEDUCTION_BECAUSE = {
    "terms": _("by its terms"),
    "remittance": _("says the remittance"),
    "words": _("say the payer’s words"),
    "amount": _("by the amount"),
}
TASKS = {
    "proposal": _("Confirm what is proposed"),
    "unmatched": _("Find out what this money is for"),
    "review": _("Look again at what was applied by itself"),
    "contact": _("Talk to customers"),
    "message": _("Messages that did not go through"),
    "file": _("Files with problems"),
    "remittance": _("Say which receipt a remittance is for"),
}
HOLDS = {"hold": _("Hold"), "promise": _("Promise to pay")}
TABLES = {
    "item": ITEM_KINDS,
    "difference": DIFFERENCES,
    "proposal": PROPOSAL_STATES,
    "decision": DECISIONS,
    "message": MESSAGE_STATES,
    "receipt": RECEIPT_STATES,
    "remittance": REMITTANCE_STATES,
    "action": ACTIONS,
    "hold": HOLDS,
    "task": TASKS,
    "deduction": DEDUCTION_STANDINGS,
    "deduction_decision": DEDUCTION_DECISIONS,
    "deduction_decided": DEDUCTION_DECIDED,
    "about": DEDUCTION_ABOUT,
    "because": DEDUCTION_BECAUSE,
    "verb": VERBS,
    "mode": MODES,
    "advice": ADVICE,
}


def word(code: str, table: str) -> str:
    """The word for a code; a code without one is shown as it is, without its underscores."""
    return str(TABLES[table].get(code, code.replace("_", " ")))
