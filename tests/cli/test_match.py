"""``duebook match`` as a user runs it: files in, files out."""

import csv
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.cash import folders
from bench.cash.scoring import outcomes, scored
from duebook.cli.match_command import COLUMNS, command

INVOICES = """\
customer_id,customer_name,invoice_number,issue_date,due_date,currency,amount
C1,Bakery Brown Ltd,INV-20001,2025-02-12,2025-03-14,EUR,100.13
C1,Bakery Brown Ltd,INV-20002,2025-02-12,2025-03-14,EUR,250.00
C2,"Florist ""Green"", Sons",INV-20003,2025-02-12,2025-03-14,EUR,250.00
C2,"Florist ""Green"", Sons",INV-20004,2025-02-12,2025-03-14,EUR,77.73
"""
APPLIED = """\
receipt_id,value_date,amount,currency,payer_name,payer_account,remittance_text,customer_id,invoice_number,amount_applied
P1,2024-11-14,10.00,EUR,GREEN AND SONS,DE75512108001245126199,,C2,INV-10003,10.00
P2,2024-12-14,11.00,EUR,GREEN AND SONS,DE75512108001245126199,,C2,INV-10007,11.00
P3,2025-01-14,12.00,EUR,GREEN AND SONS,DE75512108001245126199,,C2,INV-10009,12.00
"""
RECEIPTS = [
    ("B1", "100.13", "BAKERY BROWN", "", "Invoice INV 20001"),
    ("B2", "77.73", "GREEN AND SONS", "DE75512108001245126199", "thank you"),
    ("B3", "260.00", "BAKERY BROWN", "", "INV-20002"),
    ("B4", "12.34", "FINANZAMT MITTE", "", "USt 02/2025"),
    ("B5", "9.99", "NOBODY", "", "present"),
]


def statement(receipts: Iterable[tuple[str, str, str, str, str]] = RECEIPTS) -> str:
    """A camt.053 with one credit entry per receipt: reference, amount, payer, account, text."""
    entries = "".join(
        f"<Ntry><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>2025-03-14</Dt></BookgDt><ValDt><Dt>2025-03-14</Dt></ValDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr>"
        + (f"<DbtrAcct><Id><IBAN>{account}</IBAN></Id></DbtrAcct>" if account else "")
        + f"</RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for reference, amount, name, account, text in receipts
    )
    return (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt>"
        "<GrpHdr><MsgId>M</MsgId><CreDtTm>2025-03-14T20:00:00</CreDtTm></GrpHdr>"
        "<Stmt><Id>S1</Id><CreDtTm>2025-03-14T20:00:00</CreDtTm>"
        f"<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>{entries}</Stmt>"
        "</BkToCstmrStmt></Document>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    (tmp_path / "applied.csv").write_text(APPLIED, encoding="utf-8")
    (tmp_path / "bank.xml").write_text(statement(), encoding="utf-8")
    return tmp_path


def match(folder: Path, *options: str) -> Result:
    given = [
        "--invoices", str(folder / "invoices.csv"), "--applied", str(folder / "applied.csv"),
        "--statement", str(folder / "bank.xml"), "--out", str(folder / "out.csv"),
        "--explain", str(folder / "why.jsonl"),
    ]  # fmt: skip
    return CliRunner().invoke(command, [*given, *options])


def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / "out.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_line_per_allocation_and_one_for_the_rest(folder: Path) -> None:
    assert match(folder).exit_code == 0
    found = [
        (r["receipt_id"], r["invoice_number"], r["amount_applied"], r["decision"]) for r in lines(folder)
    ]
    assert found == [
        ("B1", "INV-20001", "100.13", "auto"),
        ("B2", "INV-20004", "77.73", "auto"),
        ("B3", "INV-20002", "250.00", "auto"),
        ("B3", "", "", "auto"),
        ("B4", "", "", "not_customer"),
        ("B5", "", "", "unmatched"),
    ]
    rest = lines(folder)[3]
    assert (rest["difference_amount"], rest["difference_reason"]) == ("-10.00", "overpaid")
    assert tuple(rest) == COLUMNS


def test_the_explanation_carries_evidence_and_rejected_alternatives(folder: Path) -> None:
    match(folder)
    told = [json.loads(line) for line in (folder / "why.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [t["receipt_id"] for t in told] == ["B1", "B2", "B3", "B4", "B5"]
    assert {"reference.number", "amount.exact"} <= {evidence["kind"] for evidence in told[0]["evidence"]}
    assert "paid 3 times for this customer" in told[1]["reason"]
    assert all(other["rejected_because"] for t in told for other in t["alternatives"])


def test_the_order_of_lines_and_entries_changes_no_byte(folder: Path) -> None:
    match(folder)
    before = (folder / "out.csv").read_bytes(), (folder / "why.jsonl").read_bytes()
    shuffler = random.Random(7)
    for name in ("invoices.csv", "applied.csv"):
        head, *rows = (folder / name).read_text(encoding="utf-8").splitlines()
        shuffler.shuffle(rows)
        (folder / name).write_text("\n".join([head, *rows]), encoding="utf-8")
    (folder / "bank.xml").write_text(statement(reversed(RECEIPTS)), encoding="utf-8")
    match(folder)
    assert ((folder / "out.csv").read_bytes(), (folder / "why.jsonl").read_bytes()) == before


def test_the_same_statement_twice_gives_each_receipt_once(folder: Path) -> None:
    match(folder)
    once = (folder / "out.csv").read_bytes()
    match(folder, "--statement", str(folder / "bank.xml"))
    assert (folder / "out.csv").read_bytes() == once


def test_a_line_that_cannot_be_read_is_reported_and_the_rest_goes_on(folder: Path) -> None:
    broken = INVOICES + "C9,Carpenter,INV-20009,2025-02-12,2025-03-14,EUR,oops\n"
    (folder / "invoices.csv").write_text(broken, encoding="utf-8")
    result = match(folder)
    assert result.exit_code == 1
    assert "invoices.csv:row 6, column amount" in result.stderr
    assert lines(folder)[0]["decision"] == "auto"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as-of", "soon"), "is not a day such as 2025-12-31"),
        (("--invoices", "nowhere.csv"), "check the path"),
    ],
)
def test_what_cannot_be_done_says_so(folder: Path, options: tuple[str, ...], words: str) -> None:
    result = match(folder, *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (folder / "out.csv").exists()


def test_it_starts_without_the_web_framework(folder: Path) -> None:
    program = """
import sys
from duebook.cli.match_command import command
try:
    command(sys.argv[1:])
finally:
    assert not {"django", "psycopg"} & set(sys.modules), "the command loads what it does not need"
"""
    files = ["--invoices", "invoices.csv", "--statement", "bank.xml", "--out", "-"]
    done = subprocess.run([sys.executable, "-c", program, *files], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("receipt_id,")


@pytest.mark.corpus
@pytest.mark.skipif(not folders.case_folders(), reason="the cash cases are not installed")
@pytest.mark.parametrize("case", folders.case_folders(), ids=lambda case: case.name)
def test_known_answers_none_wrong_and_enough_applied(case: Path, tmp_path: Path) -> None:
    folders.run(case, tmp_path / "matches.csv")
    outcome = outcomes(scored(folders.answers(case), folders.given(case, tmp_path / "matches.csv")))
    count = Counter(outcome.values())
    assert count["auto & WRONG"] == 0
    assert count["auto & right"] / len(outcome) >= (0.72 if case.name.startswith("hard") else 0.85)


@pytest.mark.corpus
@pytest.mark.skipif(not folders.case_folders(), reason="the cash cases are not installed")
def test_hash_seed_and_replay_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = []
    for seed in ("1", "2"):
        monkeypatch.setitem(os.environ, "PYTHONHASHSEED", seed)
        folders.run(folders.case_folders()[0], tmp_path / seed, "--explain", str(tmp_path / f"{seed}.jsonl"))
        outputs.append(((tmp_path / seed).read_bytes(), (tmp_path / f"{seed}.jsonl").read_bytes()))
    assert outputs[0] == outputs[1]
