"""The kinds of advices: how common each is, who sends it, and what writes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

from duebook.simulator.advices.html import in_html
from duebook.simulator.advices.lockbox import lockbox_file
from duebook.simulator.advices.paper import in_pdf
from duebook.simulator.advices.remadv import remadv
from duebook.simulator.advices.remt001 import remt_001
from duebook.simulator.advices.scan import in_pictures, in_scanned_pdf
from duebook.simulator.advices.sheets import in_csv, in_xlsx
from duebook.simulator.advices.text import in_text
from duebook.simulator.advices.x12 import set_820
from duebook.simulator.mails import advice_mail, rfc5322
from duebook.simulator.values import Advice, AdvisedLine, Company, Day, MailBody

MAILED: Mapping[str, Callable[[Advice, Company], MailBody]] = {
    "csv": in_csv,
    "xlsx": in_xlsx,
    "text": in_text,
    "html": in_html,
    "pdf": in_pdf,
    "scanned_pdf": in_scanned_pdf,
    "picture": in_pictures,
}
UPLOADED: Mapping[str, tuple[str, Callable[[Advice, Company], bytes]]] = {
    "remadv": ("edi", remadv),
    "x12_820": ("x12", set_820),
    "remt_001": ("xml", remt_001),
}
"""Ending of the file's name, and its writer."""
LOCKBOX = "lockbox"

SHARES: Mapping[str, int] = {
    "csv": 30, "xlsx": 12, "text": 20, "html": 10, "pdf": 14, "scanned_pdf": 1, "picture": 1,
    "remadv": 8, "remt_001": 4, "x12_820": 20, LOCKBOX: 20,
}  # fmt: skip
"""Percent of advices; X12 and lockbox count only for payers of the United States."""
ONLY_FROM = {"x12_820": "US", LOCKBOX: "US"}
NOT_FROM = {"remadv": "US"}


def deal_kind(shares: Mapping[str, float], country: str, lines: Iterable[AdvisedLine], rng: Random) -> str:
    """How a payer of ``country`` sends these lines; a check cannot show a credit note."""
    offset = any(line.paid < 0 for line in lines)
    possible = {
        kind: share
        for kind, share in shares.items()
        if ONLY_FROM.get(kind, country) == country and NOT_FROM.get(kind) != country
        and not (kind == LOCKBOX and offset)
    }  # fmt: skip
    return rng.choices([*possible], [*possible.values()])[0]


def advice_files(day: Day, company: Company) -> Iterator[tuple[str, bytes]]:
    """Path below the day's folder, and content, of each advice of the day; checks come in one file."""
    checks = [advice for advice in day.advices if advice.kind == LOCKBOX]
    for advice in day.advices:
        if advice.kind in MAILED:
            mail = advice_mail(advice)
            yield file_of(advice), rfc5322(mail, company.email, MAILED[advice.kind](advice, company))
        elif advice.kind in UPLOADED:
            yield file_of(advice), UPLOADED[advice.kind][1](advice, company)
    if checks:
        yield file_of(checks[0]), lockbox_file(checks, company, day.day)


def file_of(advice: Advice) -> str:
    """Where the advice lies, below its day's folder."""
    if advice.kind in MAILED:
        return f"mails/{advice.name}.eml"
    if advice.kind == LOCKBOX:
        return f"advices/lockbox-{advice.sent_on}.txt"
    return f"advices/{advice.name}.{UPLOADED[advice.kind][0]}"
