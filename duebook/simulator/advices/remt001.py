"""Advices as ISO 20022 remt.001.001.05."""

from xml.sax.saxutils import escape

from duebook.core.money import plain
from duebook.simulator.values import Advice, AdvisedLine, Company


def remt_001(advice: Advice, company: Company) -> bytes:
    """One RmtInf with a Strd for each document."""
    made = f"{advice.sent_on}T09:30:00Z"
    payer, total = advice.payer, plain(advice.total, advice.currency)
    head = f"<GrpHdr><MsgId>{advice.reference}</MsgId><CreDtTm>{made}</CreDtTm></GrpHdr>"
    payment = (
        f"<OrgnlPmtInf><Refs><EndToEndId>{advice.reference}</EndToEndId></Refs>"
        f'<Amt><InstdAmt Ccy="{advice.currency}">{total}</InstdAmt></Amt>'
        f"<ReqdExctnDt>{advice.paid_on}</ReqdExctnDt><Dbtr><Nm>{escape(payer.payer_name)}</Nm></Dbtr>"
        f"<Cdtr><Nm>{escape(company.name)}</Nm></Cdtr></OrgnlPmtInf>"
    )
    documents = "\n".join(_strd(line) for line in advice.lines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:remt.001.001.05"><RmtAdvc>'
        f"{head}<RmtInf><RmtId>{advice.reference}</RmtId>\n{documents}\n{payment}</RmtInf></RmtAdvc></Document>\n"
    ).encode()


def _strd(line: AdvisedLine) -> str:
    kind, paid = ("CREN", "CdtNoteAmt") if line.gross < 0 else ("CINV", "RmtdAmt")

    def amount(minor: int) -> str:
        return f'Ccy="{line.currency}">{plain(abs(minor), line.currency)}'

    kept = ""
    if line.reason == "discount":
        kept = f"<DscntApldAmt><Amt {amount(line.deducted)}</Amt></DscntApldAmt>"
    elif line.reason:
        kept = (
            f"<AdjstmntAmtAndRsn><Amt {amount(line.deducted)}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
            f"<AddtlInf>{line.reason}</AddtlInf></AdjstmntAmtAndRsn>"
        )
    due = f"<DuePyblAmt {amount(line.gross)}</DuePyblAmt>" if line.gross > 0 else ""
    return (
        f"<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Nb>{escape(line.number)}</Nb>"
        f"<RltdDt>{line.issued}</RltdDt></RfrdDocInf>"
        f"<RfrdDocAmt>{due}{kept}<{paid} {amount(line.paid)}</{paid}></RfrdDocAmt></Strd>"
    )
