"""The promises about how the parts may depend on each other, checked on every run."""

import ast
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps

HERE = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
SOURCES = sorted(path for path in (HERE / "duebook").rglob("*.py"))
FILES = [*SOURCES, *sorted((HERE / "tests").rglob("*.py")), *sorted((HERE / "bench").rglob("*.py"))]
LONGEST = 400  # lines
STRING_IMPORTS = {"import_module", "__import__", "import_string", "find_spec", "get_model"}
# Who may name a module in a string, and of which parts.
MAY_NAME = {
    "duebook/cli/__init__.py": r"duebook\.cli\.",
    "duebook/project/": r"duebook\.",
}


def layers(container: str) -> list[set[str]]:
    """The layers of a contract from the innermost to the outermost, each the set of its modules."""
    (contract,) = (
        contract
        for contract in CONTRACTS
        if contract.get("containers") == [container] and "layers" in contract
    )
    return [set(re.findall(r"\w+", layer)) for layer in reversed(contract["layers"])]


def rank(word: str, order: list[set[str]]) -> int:
    return next(number for number, layer in enumerate(order) if word in layer)


def test_imports_point_inward():
    program = Path(sys.executable).parent / "lint-imports"
    checked = subprocess.run([program], cwd=HERE, capture_output=True, text=True, timeout=300)
    assert checked.returncode == 0, checked.stdout


def book_of(model) -> str | None:
    parts = model.__module__.split(".")
    return parts[2] if parts[:2] == ["duebook", "books"] else None


def test_foreign_keys_follow_the_order_of_the_books():
    """A key given as a string ("ledger.Entry" in a model of companies) is invisible to import-linter."""
    order = layers("duebook.books")
    wrong = [
        f"{model.__name__}.{field.name} of {book_of(model)} points to {book_of(field.related_model)}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if book_of(model) and field.is_relation and field.concrete and field.related_model
        if book_of(field.related_model)
        and rank(book_of(field.related_model), order) > rank(book_of(model), order)
    ]
    assert not wrong, wrong


def test_every_model_lives_in_the_books():
    strangers = [
        model.__module__
        for model in apps.get_models()
        if model.__module__.startswith("duebook.") and not book_of(model)
    ]
    assert not strangers, strangers


def names_in_strings(tree: ast.Module) -> list[str]:
    """The dotted names of our modules that are imported by a function and not by an import statement."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    tricks = (call for call in calls if _name(call.func) in STRING_IMPORTS)
    words = chain.from_iterable(ast.walk(argument) for call in tricks for argument in call.args)
    return [
        word.value
        for word in words
        if isinstance(word, ast.Constant) and str(word.value).startswith("duebook.")
    ]


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def may_name(place: str, name: str) -> bool:
    return any(place.startswith(start) and re.match(allowed, name) for start, allowed in MAY_NAME.items())


def test_nobody_imports_outward_by_a_string():
    places = {path.relative_to(HERE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCES}
    named = [(place, name) for place, text in places.items() for name in names_in_strings(ast.parse(text))]
    assert named, "at least the command line does"
    assert not [(place, name) for place, name in named if not may_name(place, name)]


def test_the_check_for_string_imports_sees_them():
    tricks = (
        'import_module("duebook.desk"); importlib.import_module(f"duebook.cli.{x}"); apps.get_model("x", "Y")'
    )
    assert names_in_strings(ast.parse(tricks)) == ["duebook.desk", "duebook.cli."]


def test_files_stay_small():
    long = {
        str(path.relative_to(HERE)): lines
        for path in FILES
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long, long


@pytest.mark.parametrize("path", sorted((HERE / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_requirements_are_pinned_with_hashes_and_name_no_host(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    blocks = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    for block in filter(None, blocks):
        assert re.match(r"[\w.-]+(\[[\w,]+\])?==\S+", block), block
        assert "--hash=sha256:" in block, block


def test_what_the_project_asks_for_is_pinned():
    """After a new line in base.in or dev.in: make lock."""
    for name in ("base", "dev", "uv"):
        asked = re.findall(r"^[A-Za-z][\w.-]*", (HERE / f"requirements/{name}.in").read_text(), re.MULTILINE)
        pinned = re.findall(
            r"^[\w.-]+(?===|\[)", (HERE / f"requirements/{name}.txt").read_text(), re.MULTILINE
        )
        missing = {_plain(word) for word in asked} - {_plain(word) for word in pinned}
        assert not missing, f"{name}.txt lacks {missing}: make lock"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.django_db
def test_models_and_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
