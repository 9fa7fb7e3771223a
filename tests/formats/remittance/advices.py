"""Advices of the same three documents, told in the ways that payers have."""

from collections.abc import Sequence
from email.message import EmailMessage

from tests.formats.remittance.drawing import Text

GERMAN = ("Rechnungs-Nr.", "Datum", "Bruttobetrag", "Skonto", "Abzug", "Zahlbetrag EUR")
Row = Sequence[str]
ROWS: tuple[Row, ...] = (
    ("R-2025-1001", "03.02.2025", "1.190,00", "23,80", "", "1.166,20"),
    ("R-2025-1002", "04.02.2025", "500,00", "", "50,00", "450,00"),
    ("G-77", "", "-116,20", "", "", "-116,20"),
)
TOTAL = ("Summe", "", "1.573,80", "23,80", "50,00", "1.500,00")
READ = [("R-2025-1001", 116620, 2380), ("R-2025-1002", 45000, 5000), ("G-77", -11620, 0)]
RIGHT = (290, 350, 420, 540)


def row(cells: Row, top: float) -> list[Text]:
    words = [Text(cells[0], top, 50), Text(cells[1], top, 140)]
    return words + [Text(cell, top, right=edge) for cell, edge in zip(cells[2:], RIGHT, strict=True) if cell]


def page(rows: Sequence[Row], header: Row = GERMAN, title: str = "Zahlungsavis") -> list[Text]:
    """A sheet with its letterhead, what it says of the payment, a table and a foot."""
    head = [
        Text("Kaufhaus Braun AG", 60, 50, size=14), Text(title, 90, 50, size=12),
        Text("Zahlungsdatum: 14.03.2025", 110, 50), Text("Zahlungsreferenz", 110, 350),
        Text("AV-4711", 110, 450),
    ]  # fmt: skip
    table = [text for at, cells in enumerate([header, *rows]) for text in row(cells, 150 + 14 * at)]
    return [
        *head,
        *table,
        Text("Seite 1   Tel. 0731 12345  IBAN DE02 1203 0000 0000 2020 51", 800, 50, size=8),
    ]


MAIL = """\
From: "Braun, Maria" <maria@braun.example>
To: ar@seller.example
Date: Fri, 14 Mar 2025 09:30:00 +0000
Subject: {subject}
MIME-Version: 1.0
Content-Type: {kind}; charset=utf-8

{body}
"""


def mail(body: str, subject: str = "Zahlungsavis", kind: str = "text/plain") -> bytes:
    return MAIL.format(subject=subject, kind=kind, body=body).encode()


def with_attachments(*files: tuple[str, bytes]) -> bytes:
    """A mail without words of its own worth the name, and files."""
    message = EmailMessage()
    message["From"], message["Subject"] = "ap@braun.example", "Zahlungsavis"
    message.set_content("anbei unser Avis")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)
