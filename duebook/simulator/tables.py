"""The lists behind the names, places and phrases, read once from ``tables/*.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def countries() -> dict[str, dict[str, Any]]:
    """By ISO 3166-1 code: share, language, currencies, number patterns, lists of names and streets."""
    return _table("countries")


@cache
def languages() -> dict[str, dict[str, Any]]:
    """By ISO 639-1 code: the words and letters payers write."""
    return _table("languages")


@cache
def advice_words() -> dict[str, dict[str, Any]]:
    """By ISO 639-1 code: what stands on a remittance advice."""
    return _table("advices")


def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("duebook.simulator").joinpath("tables", f"{name}.toml").read_text("utf-8"))
