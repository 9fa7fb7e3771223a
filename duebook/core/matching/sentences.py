"""What evidence says, in English: one sentence for each kind.

A sentence names the values of its evidence in braces. Two sentences stand for one and for several of
``count``. ``amount`` is in minor units of ``currency``. Kinds that the engine no longer uses stay here, since
the books keep them.
"""

from collections.abc import Mapping

from duebook.core.money import plain

SENTENCES: Mapping[str, str | tuple[str, str]] = {
    "reference.number": "the text names {count} of {all} items by number",
    "reference.order": "the text names {count} of {all} items by purchase order",
    "reference.tail": "the text gives the last digits of {count} of {all} items",
    "reference.cut": "the text breaks off within the number of {count} of {all} items",
    "reference.slip": "the text names {count} of {all} items with a slip of the pen",
    "reference.range": "{count} of {all} items lie in a range that the text gives",
    "payer.named": "the payer was named beforehand",
    "payer.master_data": "the customer's master data name this account",
    "payer.account": (
        "this account has paid {count} time for this customer",
        "this account has paid {count} times for this customer",
    ),
    "payer.shared_account": (
        "this account also paid for {count} other customer",
        "this account also paid for {count} other customers",
    ),
    "payer.name": 'the name "{name}" fits',
    "payer.signed_before": '"{name}" has paid for this customer before',
    "payer.habit": '"{words}" in the text stands for this customer',
    "payer.unknown": "the payer is not known as one of this customer's",
    "payer.probably": "the payer is probably customer {customer}",
    "amount.exact": (
        "the amount is exactly the open amount",
        "the amount is exactly the sum of {count} items",
    ),
    "amount.discount": "{amount} less, a usual discount",
    "amount.deduction": "{amount} less, a deduction",
    "amount.bank_fee": "{amount} less, as a bank fee would be",
    "amount.partial": "{amount} less, a part payment",
    "amount.rounding": "{amount} off, a rounding difference",
    "amount.overpaid": "{amount} more than owed",
    "amount.exchange": "{amount} off, an exchange difference",
    "amount.in_time": "{amount} less, the cash discount of the terms",
    "amount.late": "{amount} less, a cash discount that comes too late for the terms",
    "amount.other_rate": "{amount} less, a cash discount at a rate that the terms do not name",
    "amount.told_by_bank": "{amount} less, the fee that the bank reports",
    "amount.told_by_payer": "{amount} less, which the payer says he kept back",
    "amount.claim": "{amount} less, and the payer's words speak of a claim",
    "amount.instalment": "{amount} less, one of equal parts was paid",
    "amount.converted": "the payer sent {amount}, which the bank converted",
    "amount.told": "item by item as the payer says",
    "shape.all": "these are all {count} open items",
    "shape.oldest": "these are the {count} items that fell due first",
    "shape.run": "these are {count} items in a row by due date",
    "shape.credit_note": "credit note {number} is set off",
    "shape.all_credit_notes": "all credit notes are set off",
    "nothing.fits": "no open items explain this amount and text",
    "nothing.but_repeat": "it seems to pay a second time what receipt {receipt} paid",
    "foreign.word": ('"{word}" speaks of money that is not from customers, and nothing points to a customer'),
    "foreign.own_account": "it comes from {word}, an account of the company itself",
    "foreign.code": "the bank's code {word} stands for money that is not from customers",
    "doubt.several_sets": "{count} sets of items add up to exactly this amount",
    "doubt.no_money": "there is no money to apply",
    "doubt.unnamed_difference": "the amount differs and not every item is named",
    "doubt.several_customers": "items of several customers need all to be named and the amount to be exact",
    "doubt.much_missing": "so much is missing that some of the named items may not be meant",
    "doubt.stray_number": '"{word}" in the text is none of these items',
    "doubt.unclear_range": (
        "the text may give a range of numbers, and the amount does not tell how much of it"
    ),
    "doubt.misspelt": "the amount differs and a number is cut or misspelt",
    "doubt.named_twice": "the amount differs and the text points to one item twice",
    "doubt.equal_amounts": "another open item of the customer has the same amount",
    "doubt.repeat": "it may be a second payment of what receipt {receipt} paid",
    "doubt.rivals": (
        "{count} other explanation cannot be ruled out",
        "{count} other explanations cannot be ruled out",
    ),
    "doubt.thin": "the evidence is too thin to rule out something not in the open items",
    "doubt.exceptions": "the text speaks of something that is not paid",
    "doubt.much_over": "so much more came that it may be for other items besides",
    "doubt.mix": "this run holds so many receipts that are no surer that some of them may be wrong",
    "doubt.contested": "receipt {receipt} claims the same items",
    "doubt.taken_back": "a person took back how this receipt was applied before",
    "less.leaves_out": "it leaves out items that the text names",
    "less.inexact": "the amount is not exact",
    "less.unnamed": "it takes items the text does not name",
    "less.payer": "the payer is less likely to stand for this customer",
    "less.usual": "payers choose such a set of items less often",
}
"""By kind. ``doubt`` keeps the machine from posting, ``less`` says why an alternative was not taken."""


def template(kind: str, count: int) -> str:
    """The English sentence of a kind with its braces, for one or for ``count``. KeyError: no such kind."""
    sentence = SENTENCES[kind]
    if isinstance(sentence, str):
        return sentence
    return sentence[count != 1]


def in_english(kind: str, values: Mapping[str, str | int]) -> str:
    """The sentence with its values; amounts as plain numbers with their currency."""
    words = {name: str(value) for name, value in values.items()}
    if "currency" in values:
        amount, currency = int(values["amount"]), str(values["currency"])
        words["amount"] = f"{plain(amount, currency)} {currency}"
    return template(kind, int(values.get("count", 1))).format(**words)
