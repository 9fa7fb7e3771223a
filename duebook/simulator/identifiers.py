"""Numbers that look right: IBAN (ISO 13616, valid check digits), VAT ids, phones, postal codes."""

import string
from random import Random

_SIGNS = {"n": string.digits, "#": string.digits[1:], "a": string.ascii_uppercase}


def fill(pattern: str, rng: Random) -> str:
    """``n`` becomes a digit, ``#`` one that is not 0, ``a`` a capital letter; the rest stays."""
    return "".join(rng.choice(_SIGNS.get(sign, sign)) for sign in pattern)


def iban(country: str, bban: str) -> str:
    """Country code, check digits by ISO 7064 mod 97-10, and the national part."""
    digits = "".join(str(int(sign, 36)) for sign in bban + country + "00")
    return f"{country}{98 - int(digits) % 97:02d}{bban}"


def bank_account(country: str, bban_pattern: str, rng: Random) -> str:
    """An IBAN, or a bare account number where the country has none (US)."""
    if not bban_pattern:
        return fill("nnnnnnnnnn", rng)
    return iban(country, fill(bban_pattern, rng))
