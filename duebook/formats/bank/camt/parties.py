"""Who is on the other side of a camt transaction."""

from dataclasses import dataclass

from duebook.formats.bank.camt.elements import account_number, text
from duebook.formats.reading import Element


@dataclass(frozen=True, slots=True)
class Party:
    """A name and an account, either may be ""."""

    name: str = ""
    account: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.account)


def counterparty(detail: Element, money_in: bool, came_back: bool) -> Party:
    """The debtor of money in, the creditor of money out; the other way round for money that came back.

    Banks differ in whether they turn the roles of a returned payment, so a bare role yields to the other.
    """
    debtor_first = money_in != came_back
    roles = ("Dbtr", "Cdtr") if debtor_first else ("Cdtr", "Dbtr")
    return _party(detail, roles[0]) or (_party(detail, roles[1]) if came_back else Party())


def ultimate_payer(detail: Element) -> str:
    return text(detail, "RltdPties/UltmtDbtr/Pty/Nm", "RltdPties/UltmtDbtr/Nm")


def _party(detail: Element, role: str) -> Party:
    parties = detail.find("RltdPties")
    if parties is None:
        return Party()
    name = text(
        parties,
        f"{role}/Pty/Nm",
        f"{role}/Nm",
        f"{role}/Agt/FinInstnId/Nm",
        f"Ultmt{role}/Pty/Nm",
        f"Ultmt{role}/Nm",
    )
    return Party(name, account_number(parties.find(f"{role}Acct")))
