"""Money on the account that no customer owes."""

from random import Random

_SOURCES = (
    ("FINANZAMT MÜNCHEN", "USt-Erstattung {m}/{y}"),
    ("US TREASURY 310", "TAX REF {n}"),
    ("HM REVENUE & CUSTOMS", "VAT REPAYMENT {n}"),
    ("DIRECTION GENERALE DES FINANCES", "REMBOURSEMENT CREDIT TVA {m}{y}"),
    ("ALLIANCE INSURANCE", "claim {n} water damage"),
    ("Nordstern Versicherung AG", "Schaden {n}"),
    ("", "INTEREST CREDIT {m} {y}"),
    ("OUR COMPANY INC", "cash pool sweep {n}"),
    ("OUR COMPANY INC", "transfer from account 4711"),
    ("GENERAL HEALTH FUND", "sick pay refund {n}"),
    ("STATE OF OHIO", "grant instalment {m}"),
    ("CITY LEASING BV", "refund deposit contract {n}"),
    ("PAPER SUPPLIES LTD", "overpayment returned, our invoice {n}"),
    ("Stadtwerke", "Guthaben Abrechnung {y}"),
    ("J SMITH", "returned advance travel {m}"),
    ("LAW OFFICE BAKER", "settlement case {n}/{y}"),
    ("CARD SERVICES", "PAYOUT {n}"),
    ("", "cash deposit branch {m}"),
)


def foreign(year: int, month: int, rng: Random) -> tuple[str, str]:
    """Payer's name and text of money that is not from a customer. Some of it speaks of invoices: ours to
    suppliers, not to customers."""
    name, text = rng.choice(_SOURCES)
    return name, text.format(n=rng.randrange(10 ** rng.choice((4, 6, 8))), m=month, y=year)
