"""Advices on paper: a PDF with text, and its scan, made with typst."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from duebook.simulator.advices.wording import printed, wording_of
from duebook.simulator.values import Advice, Attachment, Company, MailBody

LAYOUTS = 3
ROWS_PER_PAGE = (20, 46, 30)
"""By layout: so many documents stand on a sheet before the sum is carried forward."""


def in_pdf(advice: Advice, company: Company) -> MailBody:
    return MailBody(
        attachments=(Attachment(file_name(advice, "pdf"), "application/pdf", pdf(advice, company)),)
    )


def pdf(advice: Advice, company: Company) -> bytes:
    """The same advice gives the same bytes: no day of making, only the fonts that typst brings along."""
    return bytes(_set(advice, company, format="pdf"))


def pictures(advice: Advice, company: Company, dots_per_inch: int) -> list[bytes]:
    """Each page as PNG."""
    made = _set(advice, company, format="png", ppi=dots_per_inch)
    return list(made) if isinstance(made, list) else [made]


def file_name(advice: Advice, ending: str) -> str:
    """What the payer's software calls it: ``Zahlungsavis_ZA2505.pdf``."""
    title = wording_of(advice.payer).words["title"].replace(" ", "_")
    return str(PurePath(f"{title}_{advice.reference}.{ending}"))


def _set(advice: Advice, company: Company, **into: Any) -> Any:
    import typst

    layout = wording_of(advice.payer).layout % LAYOUTS
    page = asdict(printed(advice, company)) | {"layout": layout, "rows_per_page": ROWS_PER_PAGE[layout]}
    return typst.compile(_template(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(page)}, **into)


@cache
def _template() -> bytes:
    return files("duebook.simulator.advices").joinpath("templates", "advice.typ").read_bytes()
