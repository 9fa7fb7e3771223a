"""A statement as camt.053.001.08 (ISO 20022 Bank-to-Customer Statement)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape

from duebook.core.banking.values import Balance, BankEntry, BankStatement
from duebook.core.money import plain

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_DOCUMENT = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'


def camt053(statement: BankStatement) -> bytes:
    """One file with one statement. Entries that share ``batch`` become one Ntry with many TxDtls."""
    return "\n".join([_HEAD, _DOCUMENT, *_document(statement), "</Document>", ""]).encode()


def _document(statement: BankStatement) -> Iterator[str]:
    opening, closing = statement.opening, statement.closing
    assert opening is not None
    assert closing is not None
    made = f"<CreDtTm>{closing.day}T21:00:00+01:00</CreDtTm>"
    name = f"{statement.currency}-{closing.day:%Y%m%d}"
    yield f"<BkToCstmrStmt><GrpHdr><MsgId>M-{name}</MsgId>{made}</GrpHdr>"
    yield f"<Stmt><Id>S-{name}</Id><ElctrncSeqNb>{statement.number}</ElctrncSeqNb>{made}"
    yield f"<Acct><Id><IBAN>{statement.account}</IBAN></Id><Ccy>{statement.currency}</Ccy></Acct>"
    yield _balance("OPBD", opening, closing.day)
    yield _balance("CLBD", closing, closing.day)
    for batch, entries in groupby(sorted(statement.entries, key=lambda e: e.batch), key=lambda e: e.batch):
        if batch:
            yield _collection(batch, list(entries))
        else:
            yield from (_single(entry) for entry in entries)
    yield "</Stmt></BkToCstmrStmt>"


def _balance(code: str, balance: Balance, day: date) -> str:
    kind = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
    return f"<Bal>{kind}{_signed(balance.amount, balance.currency)}<Dt><Dt>{day}</Dt></Dt></Bal>"


def _signed(amount: int, currency: str) -> str:
    """Amount and CdtDbtInd: camt amounts carry no sign."""
    side = "DBIT" if amount < 0 else "CRDT"
    return f'<Amt Ccy="{currency}">{plain(abs(amount), currency)}</Amt><CdtDbtInd>{side}</CdtDbtInd>'


def _single(entry: BankEntry) -> str:
    return (
        f"<Ntry><NtryRef>{entry.bank_reference}</NtryRef>{_booked(entry, entry.amount)}"
        f"<AcctSvcrRef>{entry.bank_reference}</AcctSvcrRef>{_code(entry.code)}"
        f"<NtryDtls>{_details(entry)}</NtryDtls></Ntry>"
    )


def _collection(batch: str, entries: list[BankEntry]) -> str:
    total = sum(entry.amount for entry in entries)
    return (
        f"<Ntry><NtryRef>{batch}</NtryRef>{_booked(entries[0], total)}"
        f"<AcctSvcrRef>{batch}</AcctSvcrRef>{_code(entries[0].code)}<NtryDtls>"
        f"<Btch><PmtInfId>{batch}</PmtInfId><NbOfTxs>{len(entries)}</NbOfTxs></Btch>"
        f"{''.join(_details(entry) for entry in entries)}</NtryDtls></Ntry>"
    )


def _booked(entry: BankEntry, amount: int) -> str:
    back = "<RvslInd>true</RvslInd>" if entry.kind == "reversal" else ""
    return (
        f"{_signed(amount, entry.currency)}{back}<Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{entry.booking_date}</Dt></BookgDt><ValDt><Dt>{entry.value_date}</Dt></ValDt>"
    )


def _code(code: str) -> str:
    domain, family, sub = code.split("-")
    fine = f"<Fmly><Cd>{family}</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly>"
    return f"<BkTxCd><Domn><Cd>{domain}</Cd>{fine}</Domn></BkTxCd>"


def _details(entry: BankEntry) -> str:
    return "".join(
        [
            "<TxDtls>",
            _references(entry),
            _signed(entry.amount, entry.currency),
            _exchange(entry),
            _charges(entry),
            _parties(entry),
            _remittance(entry),
            f"<RtrInf><Rsn><Cd>{entry.return_reason}</Cd></Rsn></RtrInf>" if entry.return_reason else "",
            "</TxDtls>",
        ]
    )


def _references(entry: BankEntry) -> str:
    given = (
        ("AcctSvcrRef", entry.bank_reference),
        ("EndToEndId", entry.end_to_end_id or ("NOTPROVIDED" if entry.kind == "credit" else "")),
        ("MndtId", entry.mandate_id),
    )
    return f"<Refs>{_elements(given)}</Refs>"


def _elements(given: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in given if text)


def _exchange(entry: BankEntry) -> str:
    if entry.instructed_amount is None:
        return ""
    instructed = plain(entry.instructed_amount, entry.instructed_currency)
    return (
        f'<AmtDtls><InstdAmt><Amt Ccy="{entry.instructed_currency}">{instructed}</Amt>'
        f"<CcyXchg><SrcCcy>{entry.instructed_currency}</SrcCcy><TrgtCcy>{entry.currency}</TrgtCcy>"
        f"<XchgRate>{entry.rate}</XchgRate></CcyXchg></InstdAmt></AmtDtls>"
    )


def _charges(entry: BankEntry) -> str:
    """What was kept on the way; the entry's amount is already without it."""
    if not entry.charges:
        return ""
    amount = f'<Amt Ccy="{entry.currency}">{plain(entry.charges, entry.currency)}</Amt>'
    return f"<Chrgs><Rcrd>{amount}<CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>"


def _parties(entry: BankEntry) -> str:
    """The other side: the debtor of money that came, the creditor of money that went."""
    party = "Cdtr" if entry.amount < 0 and entry.kind != "return" else "Dbtr"
    name = f"<{party}><Pty><Nm>{escape(entry.payer_name)}</Nm></Pty></{party}>" if entry.payer_name else ""
    account = entry.payer_account
    tag = f"<IBAN>{account}</IBAN>" if account[:2].isalpha() else f"<Othr><Id>{account}</Id></Othr>"
    held = f"<{party}Acct><Id>{tag}</Id></{party}Acct>" if account else ""
    behind = entry.ultimate_payer
    if behind:
        held += f"<UltmtDbtr><Pty><Nm>{escape(behind)}</Nm></Pty></UltmtDbtr>"
    return f"<RltdPties>{name}{held}</RltdPties>" if name or held else ""


def _remittance(entry: BankEntry) -> str:
    free = _elements(("Ustrd", line) for line in entry.remittance.splitlines())
    kind = "<Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp>"
    structured = "".join(
        f"<Strd><RfrdDocInf>{kind}<Nb>{escape(number)}</Nb></RfrdDocInf></Strd>"
        for number in entry.references
    )
    return f"<RmtInf>{free}{structured}</RmtInf>" if free or structured else ""
