"""Whatever the engine finds can be said: every kind of evidence in the code has its sentence."""

import ast
import string
from pathlib import Path

import pytest

import duebook
from duebook.core.matching import Evidence
from duebook.core.matching.proving import MANNERS
from duebook.core.matching.sentences import SENTENCES
from duebook.core.matching.values import in_words

SOURCE = Path(duebook.__file__).parent
PREFIXES = {"_doubt": "doubt."}


def kinds_in_use() -> set[str]:
    """The first argument of every Evidence that is made in the code, where it is written out."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                maker = ast.unparse(node.func)
                if maker in ("Evidence", "Evidence.of", *PREFIXES):
                    found.add(PREFIXES.get(maker, "") + node.args[0].value)
    return found


def test_every_kind_in_use_has_a_sentence():
    assert len(kinds_in_use()) > 20
    assert kinds_in_use() - SENTENCES.keys() == set()
    assert {f"reference.{manner}" for manner in MANNERS} <= SENTENCES.keys()


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_kind_is_a_topic_and_a_point(kind):
    topic, _, point = kind.partition(".")
    assert topic.isidentifier()
    assert point.isidentifier()


@pytest.mark.parametrize("sentence", [s for s in SENTENCES.values() if not isinstance(s, str)])
def test_one_and_several_speak_of_the_same(sentence):
    names = [{name for _, name, _, _ in string.Formatter().parse(each) if name} for each in sentence]
    assert names[0] <= names[1] == {"count", *names[1]}


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        (Evidence.of("reference.number", count=2, all=3), "the text names 2 of 3 items by number"),
        (Evidence.of("payer.account", count=1), "this account has paid 1 time for this customer"),
        (Evidence.of("payer.account", count=12), "this account has paid 12 times for this customer"),
        (Evidence.of("amount.exact", count=1), "the amount is exactly the open amount"),
        (Evidence.of("amount.exact", count=4), "the amount is exactly the sum of 4 items"),
        (Evidence.of("amount.discount", amount=1050, currency="EUR"), "10.50 EUR less, a usual discount"),
        (Evidence.of("amount.discount", amount=1050, currency="JPY"), "1050 JPY less, a usual discount"),
    ],
)
def test_sentences(evidence, text):
    assert evidence.text == text


def test_evidence_together():
    both = [Evidence("less.inexact", (), -1.0), Evidence("less.unnamed", (), -1.0)]
    assert in_words(both) == "the amount is not exact; it takes items the text does not name"
