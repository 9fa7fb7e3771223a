"""Company names, and what becomes of them on the way through banks and forms."""

from random import Random
from typing import Any

from duebook.simulator.tables import countries

_LETTERS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "è": "e", "É": "E",
    "Ê": "E", "ê": "e", "à": "a", "á": "a", "í": "i", "ì": "i", "ñ": "n", "ó": "o", "ł": "l", "Ł": "L", "ń": "n",
    "ś": "s", "ż": "z", "Ż": "Z", "ź": "z", "ą": "a", "ę": "e", "ć": "c", "ș": "s", "ț": "t", "Ț": "T", "ă": "a",
    "â": "a", "î": "i", "Î": "I", "ç": "c", "ù": "u", "ú": "u", "°": "o", "’": "'", "€": "EUR",
}  # fmt: skip


def plain_letters(text: str) -> str:
    """The text in letters that every bank carries: umlauts written out, accents dropped."""
    return "".join(_LETTERS.get(sign, sign) for sign in text)


def company_name(table: dict[str, Any], rng: Random) -> str:
    """Stem, trade and legal form, as they would stand in the register."""
    stem, trade, form = (rng.choice(table[part]) for part in ("stems", "trades", "forms"))
    return f"{stem} {trade} {form}"


def unused_name(table: dict[str, Any], taken: set[str], rng: Random) -> str:
    """A name nobody has yet; when the list runs dry, with a town behind the trade."""
    for _ in range(40):
        name = company_name(table, rng)
        if name not in taken:
            break
    else:
        stem, trade, form = (rng.choice(table[part]) for part in ("stems", "trades", "forms"))
        name = f"{stem} {trade} {rng.choice(table['cities'])} {len(taken)} {form}"
    taken.add(name)
    return name


def name_at_bank(name: str, country: str, rng: Random) -> str:
    """How the payer's bank prints the name, always the same for one payer: capitals, no umlauts, cut at 35
    or 27 signs, legal form dropped or another one."""
    forms = countries()[country]["forms"]
    bare = next((name.removesuffix(form).strip() for form in forms if name.endswith(f" {form}")), name)
    draw = rng.random()
    if draw < 0.2:
        name = bare
    elif draw < 0.28:
        name = f"{bare} {rng.choice(forms)}"
    if rng.random() < 0.55:
        name = plain_letters(name)
    if rng.random() < 0.4:
        name = name.upper()
    return name[: rng.choice((27, 35, 70, 70))].strip()


def mistyped(text: str, rng: Random) -> str:
    """One slip of the finger: two neighbours swapped, one sign left out, or one doubled."""
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    slip = rng.choice(("swap", "drop", "double"))
    if slip == "swap":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if slip == "drop" else text[:at] + text[at] + text[at:]
