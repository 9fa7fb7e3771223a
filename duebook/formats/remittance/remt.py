"""ISO 20022 remt.001, remittance advice, every version: one remittance per ``RmtInf``.

Namespaces are ignored.
"""

import re
from datetime import date

from duebook.core.banking import Remittance, RemittanceFile, RemittanceLine
from duebook.formats.bank.camt.elements import account_number, day, money, sign, text, texts
from duebook.formats.reading import Complaints, Element, Unreadable, shown, without_namespaces, xml_events
from duebook.formats.remittance.reasons import reason_of

_ROOT = re.compile(r"<(?:[\w.-]+:)?RmtAdvc\w*[\s/>]", re.ASCII)
_REMITTED = frozenset({"RMTD", "RMTDAMT", "REMITTEDAMOUNT", "PAIDAMOUNT", "AMOUNTPAID"})
"""How remt.001.001.06 and later call the remitted amount, among amounts of any type (``RmtAmtAndTp``)."""
MOST_REMITTANCES = 100_000
"""Of one file: an empty one takes a few bytes and would take hours by the million."""

_ASK = "ask the payer for a corrected advice"


def recognises(head: str) -> bool:
    return _ROOT.search(head) is not None


def read(data: bytes, name: str) -> RemittanceFile:
    """Every remittance of a file; one that cannot be read becomes a Problem, the others stay."""
    complaints = Complaints(name)
    found: list[Remittance] = []
    count = 0
    try:
        for event, element in xml_events(data, "RmtInf"):
            if event == "start":
                continue
            count += 1
            place = f"line {element.sourceline}, RmtInf[{count}]"
            if count > MOST_REMITTANCES:
                raise Unreadable(f"more than {MOST_REMITTANCES} remittances in one file", place=place)
            try:
                found.append(_remittance(without_namespaces(element), name, place, complaints))
            except Unreadable as error:
                complaints.add(place, str(error), _ASK)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except Unreadable as error:
        complaints.unreadable("line 1", error)
    if not count and not complaints.problems:
        complaints.add("line 1", "the advice holds no remittance (RmtInf)", _ASK)
    return RemittanceFile("remt.001", tuple(found), tuple(complaints.problems))


def _remittance(element: Element, name: str, place: str, complaints: Complaints) -> Remittance:
    payment = element.find("OrgnlPmtInf")
    paid = payment.find("Amt/InstdAmt") if payment is not None else None
    total, currency = money(paid) if paid is not None else (None, "")
    blocks = element.findall("Strd")
    currency = currency or _currency(blocks)
    lines = []
    for number, block in enumerate(blocks, 1):
        where = f"{place}/Strd[{number}]"
        try:
            lines += _lines(block, currency, where)
        except Unreadable as error:
            complaints.add(where, str(error), _ASK)
    return Remittance(
        name, place, currency, total, tuple(lines),
        payment_reference=text(payment, "Refs/EndToEndId", "Refs/UETR", "Refs/TxId", "Refs/InstrId"),
        payment_date=_day(payment),
        payer_name=text(payment, "Dbtr/Nm", "UltmtDbtr/Nm"),
        payer_account=account_number(payment.find("DbtrAcct")) if payment is not None else "",
        text="\n".join([*texts(element, "Ustrd"), *texts(element, "Strd/AddtlRmtInf")]),
    )  # fmt: skip


def _day(payment: Element | None) -> date | None:
    if payment is None:
        return None
    return day(payment.find("ReqdExctnDt")) or day(payment.find("ReqdColltnDt"))


def _currency(blocks: list[Element]) -> str:
    """The one currency of all amounts; "" where there are none or several."""
    named = {amount.get("Ccy") or "" for block in blocks for amount in block.iterfind("RfrdDocAmt//*[@Ccy]")}
    return named.pop() if len(named) == 1 else ""


def _lines(block: Element, currency: str, place: str) -> list[RemittanceLine]:
    """One line for the document that the amounts belong to; documents that share amounts get none."""
    names = [text(document, "Nb", "RfrdDocNb") for document in block.iterfind("RfrdDocInf")]
    names = list(dict.fromkeys(filter(None, [*names, text(block, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef")])))
    amounts = block.find("RfrdDocAmt")
    if not names:
        if amounts is not None:
            raise Unreadable("the amount has no document number and no creditor reference")
        return []
    if len(names) > 1 or amounts is None:
        return [RemittanceLine(name, None, place=place) for name in names]
    due = amounts.find("DuePyblAmt")
    discount, adjusted = _discount(amounts, currency), _adjusted(amounts, currency)
    reasons = [text(adjustment, "AddtlInf", "Rsn") for adjustment in amounts.iterfind("AdjstmntAmtAndRsn")]
    reason = "; ".join(dict.fromkeys(filter(None, [*reasons, "discount" if discount else ""])))
    return [
        RemittanceLine(
            names[0], _paid(amounts, currency), discount + adjusted, reason, place,
            reason_of(reason), discount, None if due is None else _own(due, currency),
        )
    ]  # fmt: skip


def _paid(amounts: Element, currency: str) -> int | None:
    """What is remitted, or taken off by a credit note. What is only due is not yet what is paid."""
    for path, factor in (("RmtdAmt", 1), ("CdtNoteAmt", -1)):
        found = amounts.find(path)
        if found is not None:
            return factor * _own(found, currency)
    for typed in amounts.iterfind("RmtAmtAndTp"):
        if re.sub(r"[\W_]", "", text(typed, "Tp/Cd", "Tp/Prtry")).upper() in _REMITTED:
            return _own(typed.find("Amt"), currency)
    return None


def _discount(amounts: Element, currency: str) -> int:
    discounts = [found.find("Amt") if len(found) else found for found in amounts.iterfind("DscntApldAmt")]
    return sum(_own(discount, currency) for discount in discounts)


def _adjusted(amounts: Element, currency: str) -> int:
    """An adjustment (CRDT, or not told which) lowers the payment."""
    kept = 0
    for adjustment in amounts.iterfind("AdjstmntAmtAndRsn"):
        factor = sign(adjustment) if adjustment.find("CdtDbtInd") is not None else 1
        kept += factor * _own(adjustment.find("Amt"), currency)
    return kept


def _own(amount: Element | None, currency: str) -> int:
    minor, own = money(amount)
    if own != currency:
        raise Unreadable(
            f"the amount is in {shown(own)}, the payment in {shown(currency) or 'several currencies'}"
        )
    return minor
