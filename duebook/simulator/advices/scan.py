"""Paper that went through a scanner: a little askew, grey, with specks; pictures, or a PDF of them."""

import io
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from duebook.simulator.advices.paper import file_name, pictures
from duebook.simulator.values import Advice, Attachment, Company, MailBody

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 150
MOST_DEGREES = 1.2
SPECKS = 400
"""On each page."""


def in_scanned_pdf(advice: Advice, company: Company) -> MailBody:
    pages = _scanned(advice, company)
    day = time.strptime(str(advice.sent_on), "%Y-%m-%d")
    content = _saved(pages, format="PDF", resolution=DOTS_PER_INCH, creationDate=day, modDate=day)
    return MailBody(attachments=(Attachment(file_name(advice, "pdf"), "application/pdf", content),))


def in_pictures(advice: Advice, company: Company) -> MailBody:
    """One PNG for each page."""
    return MailBody(attachments=tuple(
        Attachment(file_name(advice, f"{number}.png"), "image/png", _saved([page], format="PNG"))
        for number, page in enumerate(_scanned(advice, company), 1)
    ))  # fmt: skip


def _scanned(advice: Advice, company: Company) -> list["Image"]:
    from PIL import Image

    rng = Random(f"scan {advice.reference}")  # noqa: S311 (dust, not a secret)
    sheets = pictures(advice, company, DOTS_PER_INCH)
    return [_worn(Image.open(io.BytesIO(sheet)).convert("L"), rng) for sheet in sheets]


def _worn(page: "Image", rng: Random) -> "Image":
    """Turned by up to a degree or so, paper not quite white, ink not quite black, specks of dust."""
    from PIL import Image

    askew = page.rotate(rng.uniform(-MOST_DEGREES, MOST_DEGREES), Image.Resampling.BILINEAR, fillcolor=255)
    ink, paper = rng.randrange(20, 70), rng.randrange(225, 250)
    worn = askew.point([ink + (paper - ink) * grey // 255 for grey in range(256)])
    for _ in range(SPECKS):
        worn.putpixel((rng.randrange(worn.width), rng.randrange(worn.height)), rng.randrange(60, 200))
    return worn


def _saved(pages: Sequence["Image"], **how: Any) -> bytes:
    out = io.BytesIO()
    first, *others = pages
    save: Callable[..., None] = first.save
    save(out, **how, **({"save_all": True, "append_images": others} if others else {}))
    return out.getvalue()
