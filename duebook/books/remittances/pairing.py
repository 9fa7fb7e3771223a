"""Which receipts remittances belong to, on the record: by the rules, or because a person says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from duebook.books.audit.operations import Recording, recording
from duebook.books.audit.sealing import content_digest, seal
from duebook.books.companies.models import Company
from duebook.books.ledger.models import Receipt
from duebook.books.ledger.posting import NotPossible, ids_by_key
from duebook.books.remittances.models import Pair, Remittance
from duebook.books.remittances.states import Verb, after
from duebook.core.money import Money


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say of a remittance (by key): it is for these receipts (keys), or may be for
    ``candidates``, and ``why`` a person must say."""

    remittance: str
    receipts: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    why: str = ""

    @property
    def verb(self) -> Verb:
        return "find" if self.receipts else "ask" if self.candidates else "wait"


def news(company: Company, answers: Iterable[Answer]) -> list[Answer]:
    """Those answers that say something else than the books do."""
    kept = {row.key: row for row in _rows(company, [answer.remittance for answer in answers])}
    return [answer for answer in answers if _as_kept(kept[answer.remittance]) != answer]


def keep_answers(record: Recording, answers: Sequence[Answer]) -> None:
    """Pair, ask or wait, as the answers say."""
    rows = {row.key: row for row in _rows(record.company, [answer.remittance for answer in answers])}
    for answer in answers:
        row = rows[answer.remittance]
        _turn(row, answer.verb, answer.why, answer.candidates)
        _belongs(record, row, answer.receipts)
    record.facts.update(
        paired=sum(answer.verb == "find" for answer in answers),
        questions=sum(answer.verb == "ask" for answer in answers),
        waiting=sum(answer.verb == "wait" for answer in answers),
    )


def pair_by_hand(
    company: Company, remittance: str, receipts: Sequence[str], actor: str, now: datetime
) -> None:
    """A person says which receipts (keys) a remittance (key) is for; what was said before ends."""
    choice = content_digest([*sorted(receipts)])[:16]
    with recording(company, "pair by hand", _key(company, remittance, f"for {choice}"), actor, now) as record:
        row = _row(company, remittance)
        _check(row, company, receipts)
        _turn(row, "choose")
        _belongs(record, row, receipts, by_hand=True)
        record.facts.update(remittance=remittance, receipts=sorted(receipts))


def set_aside(company: Company, remittance: str, why: str, actor: str, now: datetime) -> None:
    """A person says that a remittance (key) is for no receipt of ours, or not needed."""
    with recording(company, "set aside remittance", _key(company, remittance, "aside"), actor, now) as record:
        row = _row(company, remittance)
        _turn(row, "set_aside", why)
        _belongs(record, row, ())
        record.facts.update(remittance=remittance, why=why)


def _key(company: Company, remittance: str, what: str) -> str:
    """A person may say the same again after something else was said."""
    said = Pair.objects.filter(company=company, remittance__key=remittance).count()
    return f"remittance {remittance} {what} after {said}"


def _rows(company: Company, keys: Sequence[str]) -> Iterable[Remittance]:
    rows = Remittance.objects.filter(company=company, key__in=keys).order_by("id")
    return rows.prefetch_related("pairs__receipt")


def _row(company: Company, key: str) -> Remittance:
    return Remittance.objects.select_for_update().get(company=company, key=key)


def _as_kept(row: Remittance) -> Answer:
    receipts = sorted(pair.receipt.key for pair in row.pairs.all() if pair.ended_id is None)
    return Answer(row.key, tuple(receipts), tuple(row.candidates), row.why)


def _check(row: Remittance, company: Company, keys: Sequence[str]) -> None:
    receipts = list(Receipt.objects.filter(company=company, key__in=keys))
    if not keys or len(receipts) != len(set(keys)):
        raise NotPossible("choose receipts of this company")
    if any(receipt.currency != row.currency for receipt in receipts):
        raise NotPossible(f"the remittance is in {row.currency}; choose receipts in {row.currency}")
    came = sum(receipt.amount for receipt in receipts)
    if len(receipts) > 1 and came != row.total:
        told = "no total" if row.total is None else str(Money(row.total, row.currency))
        raise NotPossible(
            f"together these receipts are {Money(came, row.currency)}, and the remittance says {told}; "
            "choose one receipt, or several that add up"
        )


def _turn(row: Remittance, verb: Verb, why: str = "", candidates: Sequence[str] = ()) -> None:
    try:
        row.state = after(row.state, verb)
    except ValueError as refused:
        raise NotPossible(str(refused)) from None
    row.why, row.candidates = why, list(candidates)
    row.save(update_fields=["state", "why", "candidates"])


def _belongs(record: Recording, row: Remittance, keys: Sequence[str], by_hand: bool = False) -> None:
    """From now on the remittance belongs to these receipts and no others."""
    standing = {pair.receipt.key: pair for pair in row.pairs.filter(ended=None).select_related("receipt")}
    kept = set() if by_hand else standing.keys() & set(keys)
    ended = [pair.pk for key, pair in standing.items() if key not in kept]
    Pair.objects.filter(pk__in=ended).update(ended_id=record.event_id)
    ids = ids_by_key(Receipt, record.company, keys)
    fresh = [
        Pair(company=record.company, remittance=row, receipt_id=ids[key], by_hand=by_hand)
        for key in sorted(set(keys) - kept)
    ]
    seal(record, fresh)
    Pair.objects.bulk_create(fresh)
