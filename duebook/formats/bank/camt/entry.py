"""One camt entry (``Ntry``) into the movements it stands for."""

from dataclasses import replace
from datetime import date

from duebook.core.banking import BankEntry, EntryKind
from duebook.core.money import plain
from duebook.formats.bank.camt.elements import day, money, sign, text
from duebook.formats.bank.camt.parties import counterparty, ultimate_payer
from duebook.formats.bank.camt.remittance import remittance_of
from duebook.formats.reading import Complaints, Element, Unreadable

_RETURN_CODES = frozenset(
    {"UPDD", "UPCT", "UPCQ", "UPCC", "UPUC", "RRTN", "PRTN", "RRCT", "ARET", "NRTN", "RPCR", "RPBC"}
)
"""ISO 20022 external bank transaction sub-families: unpaid, returned or refused payments."""
_CHARGE_CODES = frozenset({"CHRG", "FEES", "COMM"})
_NOT_PROVIDED = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NOTPROV", "NONREF"})


def entries_of(
    entry: Element, place: str, statement_day: date | None, complaints: Complaints
) -> tuple[bool, list[BankEntry]]:
    """Whether the entry is booked, and its movements: one per transaction when the details add up."""
    amount, currency = money(entry.find("Amt"))
    amount *= sign(entry)
    booked = text(entry, "Sts/Cd", "Sts") in ("BOOK", "")
    whole = _common(entry, place, statement_day, amount, currency)
    details = entry.findall("NtryDtls/TxDtls")
    if len(details) < 2:
        return booked, [_detailed(whole, entry, details[0] if details else entry, amount)]
    try:
        amounts = _split(entry, details, amount, currency)
    except Unreadable as error:
        complaints.unreadable(place, error)
        merged = "\n".join(filter(None, (remittance_of(detail, currency).text for detail in details)))
        return booked, [replace(whole, remittance=merged)]
    return booked, [
        _detailed(replace(whole, place=f"{place}/TxDtls[{number}]"), entry, detail, part)
        for number, (detail, part) in enumerate(zip(details, amounts, strict=True), 1)
    ]


def _common(entry: Element, place: str, statement_day: date | None, amount: int, currency: str) -> BankEntry:
    """What holds for the entry as a whole."""
    booking, value = _days(entry, statement_day)
    return BankEntry(
        place=place, booking_date=booking, value_date=value, amount=amount, currency=currency,
        kind="credit" if amount >= 0 else "debit",
        bank_reference=text(entry, "AcctSvcrRef", "NtryRef"),
        remittance=text(entry, "AddtlNtryInf"),
        code=_code(entry), batch=text(entry, "NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId"),
    )  # fmt: skip


def _days(entry: Element, statement_day: date | None) -> tuple[date, date]:
    """Booking day and value day; one stands in for the other, settlement or statement day for both."""
    booking, value = day(entry.find("BookgDt")), day(entry.find("ValDt"))
    known = booking or value or day(entry.find("NtryDtls/TxDtls/RltdDts/IntrBkSttlmDt")) or statement_day
    if known is None:
        raise Unreadable("neither booking day nor value day is told")
    return booking or known, value or known


def _code(element: Element) -> str:
    """``PMNT-RCDT-ESCT``, else the bank's own code."""
    parts = [text(element, f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "-".join(filter(None, parts)) or text(element, "BkTxCd/Prtry/Cd")


def _detailed(whole: BankEntry, entry: Element, detail: Element, amount: int) -> BankEntry:
    """The movement of one transaction: what its details say, else what the entry says."""
    reason = text(detail, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/RtrRsn/Cd", "RtrInf/AddtlInf")
    code = _code(detail) or whole.code
    kind = _kind(entry, code, amount, bool(reason) or detail.find("RtrInf") is not None)
    party = counterparty(detail, amount > 0, came_back=kind in ("return", "reversal"))
    remittance = remittance_of(detail, whole.currency)
    end_to_end = text(detail, "Refs/EndToEndId")
    original, original_currency = _instructed(detail, whole.currency)
    return replace(
        whole, amount=amount, kind=kind, code=code,
        bank_reference=text(detail, "Refs/AcctSvcrRef") or whole.bank_reference,
        end_to_end_id="" if end_to_end.upper() in _NOT_PROVIDED else end_to_end,
        mandate_id=text(detail, "Refs/MndtId"),
        payer_name=party.name, payer_account=party.account, ultimate_payer=ultimate_payer(detail),
        remittance=remittance.text or whole.remittance,
        references=remittance.references, amounts_by_reference=remittance.amounts,
        charges=_charges(detail, whole.currency) or _charges(entry, whole.currency),
        instructed_amount=original, instructed_currency=original_currency,
        rate=text(detail, "AmtDtls/InstdAmt/CcyXchg/XchgRate", "AmtDtls/TxAmt/CcyXchg/XchgRate",
                  "AmtDtls/CntrValAmt/CcyXchg/XchgRate") if original is not None else "",
        return_reason=reason,
    )  # fmt: skip


def _kind(entry: Element, code: str, amount: int, returned: bool) -> EntryKind:
    family = code.rpartition("-")[2]
    if returned or family in _RETURN_CODES:
        return "return"
    if text(entry, "RvslInd").lower() in ("true", "1"):
        return "reversal"
    if family in _CHARGE_CODES:
        return "charge"
    if family == "INTR":
        return "interest"
    return "credit" if amount >= 0 else "debit"


def _split(entry: Element, details: list[Element], amount: int, currency: str) -> list[int]:
    """Signed amounts of the transactions, gross or net of their charges, whichever adds up to the entry."""
    gross = [_detail_amount(detail, entry, currency) for detail in details]
    if sum(gross) == amount:
        return gross
    net = [part - _charges(detail, currency) for part, detail in zip(gross, details, strict=True)]
    if sum(net) == amount:
        return net
    raise Unreadable(
        f"the {len(details)} transactions of this entry add up to {plain(sum(gross), currency)}, "
        f"the entry says {plain(amount, currency)}",
        "it is kept as one entry; ask the bank for the details",
    )


def _detail_amount(detail: Element, entry: Element, currency: str) -> int:
    """The amount in the account's currency, signed like the transaction's own indicator, else the entry's."""
    own_sign = sign(detail) if detail.find("CdtDbtInd") is not None else sign(entry)
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt"):
        found = detail.find(path)
        if found is not None and found.get("Ccy") == currency:
            return own_sign * money(found)[0]
    raise Unreadable(
        f"the transactions of this entry come without amounts of their own in {currency}",
        "it is kept as one entry; ask the bank for detailed entries",
    )


def _charges(element: Element, currency: str) -> int:
    """Fees taken by the bank, in minor units of the account's currency; those in others are left out."""
    total = 0
    for record in (*element.iterfind("Chrgs/Rcrd"), *element.iterfind("Chrgs")):
        found = record.find("Amt")
        if found is not None and found.get("Ccy") == currency and text(record, "CdtDbtInd") != "CRDT":
            total += money(found)[0]
    return total


def _instructed(detail: Element, currency: str) -> tuple[int | None, str]:
    """The amount before conversion; None when nothing was converted."""
    found = detail.find("AmtDtls/InstdAmt/Amt")
    if found is None or found.get("Ccy") in (None, currency):
        return None, ""
    return money(found)
