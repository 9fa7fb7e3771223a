"""Who pays, under which name and from which account, and how he is used to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bench.cash.cases.strata import Stratum
from bench.cash.cases.words import language_of
from duebook.simulator.identifiers import iban
from duebook.simulator.names import mistyped, plain_letters

_FORMS = ("llc", "INC", "GMBH", "Trading", "corp.", "& Co", "Ltd", "Intl", "SA", "S.A.S.", "B.V.", "AP",
          "shared svc", "Group", "USA")  # fmt: skip
_PEOPLE = ("J SMITH", "Maria Keller", "P. DUBOIS", "Ana Torres", "T NGUYEN", "Kowalski Jan", "L. ROSSI",
           "Emma de Vries")  # fmt: skip
_FACTORS = ("ACME FACTORING", "Eurofact Receivables S.A.", "FIRST TRADE FINANCE INC")
_HOLDINGS = ("NORTHERN", "Atlas", "KLM", "Vereinigte", "GLOBAL FOODS", "Meridian")
_MARKETS = ("MARKETPLACE PAYOUTS LTD", "Shopline Settlement B.V.")
THIRD = ("factor", "parent", "service_centre", "marketplace", "employee")


@dataclass(frozen=True, slots=True)
class Payer:
    """A customer's payer. ``name``: as his bank knows him. ``third``: one of ``THIRD`` when it is somebody
    else, "" otherwise; ``joins``: pays for several customers in one go. ``style``: his habit of writing."""

    name: str
    account: str
    language: str
    style: str
    customer_name: str
    third: str = ""

    @property
    def joins(self) -> bool:
        return self.third in ("service_centre", "marketplace")


def payers(customers: Mapping[str, str], stratum: Stratum, seed: str) -> Mapping[str, Payer]:
    """By customer id; the same for the same seed, whatever the other customers."""
    return {
        customer: _payer(customer, name, stratum, Random(f"{seed} {customer}"))
        for customer, name in customers.items()
    }


def _payer(customer: str, name: str, stratum: Stratum, rng: Random) -> Payer:
    style = draw(stratum.writing, rng)
    language = language_of(rng)
    own = Payer(_as_at_bank(name, rng), account_of(customer), language, style, name)
    if rng.random() < stratum.third:
        return _somebody_else(own, rng)
    if rng.random() < 0.05:  # several customers that share a bank account, as groups do
        return Payer(own.name, account_of(f"group {rng.randrange(9)}"), language, style, name)
    return own


def _somebody_else(own: Payer, rng: Random) -> Payer:
    kind = rng.choice(THIRD)
    number = rng.randrange(12)
    name = {
        "factor": _FACTORS[number % 3],
        "parent": f"{_HOLDINGS[number % 6]} Holding {'SE' if number < 6 else 'Inc'}",
        "service_centre": f"SSC {('CRACOW', 'Pune', 'MANILA', 'Budapest')[number % 4]} on behalf of {number}",
        "marketplace": _MARKETS[number % 2],
        "employee": rng.choice(_PEOPLE),
    }[kind]  # fmt: skip
    account = account_of(f"{kind} {name}") if kind != "employee" else account_of(f"{own.account} private")
    return Payer(name, account, own.language, own.style, own.customer_name, kind)


def account_of(owner: str) -> str:
    """An IBAN with valid check digits, always the same for one owner."""
    return iban("DE", f"{Random(owner).randrange(10**17, 10**18)}")


def _as_at_bank(name: str, rng: Random) -> str:
    name = " ".join(name.split())
    base = name.rsplit(" ", 1)[0] if " " in name else name
    other = f"{base} {rng.choice(_FORMS)}"
    return rng.choice((name, name.upper(), other, other, other.upper(), plain_letters(base)))


def printed(name: str, garbled: float, rng: Random) -> str:
    """The name on one entry: as ever, or badly with chance ``garbled``."""
    words = name.split()
    if not name or rng.random() >= garbled:
        return " ".join(words)
    badly = rng.choice((
        name[: rng.randrange(3, 12)], mistyped(name, rng), " ".join(reversed(words)), f"1/{name.upper()}",
        f"{name} C/O {rng.choice(_PEOPLE)}", "".join(c for c in name if c.lower() not in "aeiou"),
        f"BY ORDER OF {name}"[:27], "".join(words), words[0], "",
    ))  # fmt: skip
    return " ".join(badly.split())


def draw(shares: Mapping[str, float], rng: Random) -> str:
    return rng.choices([*shares], [*shares.values()])[0]
