"""Company names, and what becomes of them on the way through banks and forms."""

import unicodedata
from random import Random
from typing import Any

from duebook.simulator.tables import countries

_LETTERS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ł": "l", "Ł": "L",
    "’": "'", "°": "o", "€": "EUR",
})  # fmt: skip


def plain_letters(text: str) -> str:
    """The text in letters that every bank carries: umlauts written out, accents dropped."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.upper() if text.isupper() else bare


def company_name(table: dict[str, Any], rng: Random) -> str:
    """Stem, trade and legal form, as they would stand in the register."""
    return f"{rng.choice(table['stems'])} {rng.choice(table['trades'])} {legal_form(table, rng)}"


def legal_form(table: dict[str, Any], rng: Random) -> str:
    """One of the country's; each is half as common as the one before it in the list."""
    forms = table["forms"]
    return str(rng.choices(forms, [0.5**at for at in range(len(forms))])[0])


def unused_name(table: dict[str, Any], taken: set[str], rng: Random) -> str:
    """A name nobody has yet; when the list runs dry, with a town behind the trade."""
    for _ in range(40):
        name = company_name(table, rng)
        if name not in taken:
            break
    else:
        stem, trade, town = (rng.choice(table[part]) for part in ("stems", "trades", "cities"))
        name = f"{stem} {trade} {town} {len(taken)} {legal_form(table, rng)}"
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
