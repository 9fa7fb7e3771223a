"""How the engine's automatic postings compare with what the payers meant."""

from collections import Counter
from dataclasses import dataclass

from duebook.books.banking.models import BankLine
from duebook.books.matching.models import Proposal
from duebook.core.money import to_minor
from duebook.flows.example import Truth, read_truth
from tests.year.living import Life


@dataclass(frozen=True, slots=True)
class Score:
    """Receipts from customers, those applied without a person, and the wrong ones among these."""

    receipts: int
    automatic: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        share = f"{self.automatic / max(1, self.receipts):.1%}"
        return f"{self.automatic} of {self.receipts} receipts applied ({share}), {len(self.wrong)} wrong"


def score(life: Life) -> Score:
    """``wrong`` names each automatic posting with a line that the truth does not have; how a difference is
    spread over the right items does not count."""
    truth = read_truth(life.folder)
    automatic = Proposal.objects.filter(company=life.company, unattended=True, decision="auto")
    wrong = []
    came = BankLine.objects.exclude(receipt=None).filter(kind="credit")
    references = dict(came.values_list("receipt_id", "bank_reference"))
    for proposal in automatic.select_related("receipt").prefetch_related("allocations__item"):
        meant = _meant(truth, references[proposal.receipt_id], proposal)
        posted = Counter((line.item.number, line.amount) for line in proposal.allocations.all())
        more = posted - meant
        if more and _items_and_total(posted) != _items_and_total(meant):
            payer = f"{references[proposal.receipt_id]} of {proposal.receipt.payer_name}"
            wrong.append(f"{payer}: {dict(more)}, meant {dict(meant - posted)}: {proposal.reason}")
    customers = sum(life.receipts.values()) - life.receipts["not_customer"] - life.receipts["return"]
    return Score(customers, automatic.count(), tuple(wrong))


def _items_and_total(lines: Counter[tuple[str, int]]) -> tuple[set[str], int]:
    return {number for number, _ in lines}, sum(amount * times for (_, amount), times in lines.items())


def _meant(truth: Truth, reference: str, proposal: Proposal) -> Counter[tuple[str, int]]:
    currencies = {line.item.number: line.item.currency for line in proposal.allocations.all()}
    return Counter(
        (line.number, to_minor(line.amount, currencies.get(line.number, "EUR")))
        for line in truth.get(reference, ())
    )
