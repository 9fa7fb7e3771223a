"""Companies enter the books; people enter companies."""

from django.contrib.auth import get_user_model
from django.db import transaction

from duebook.books.companies.models import Company, Membership, Role


def open_company(code: str, name: str, currency: str, **details: str) -> Company:
    """The company with this code, opened if it is new. Its currency is settled for ever."""
    company, _ = Company.objects.get_or_create(
        code=code, defaults={"name": name, "currency": currency, **details}
    )
    if company.currency != currency:
        raise ValueError(f"{code} keeps its books in {company.currency}; open another company for {currency}")
    return company


@transaction.atomic
def let_in(company: Company, username: str, role: Role, password: str | None = None) -> None:
    """Give a person a role in a company; a new person needs a password."""
    users = get_user_model()
    user, is_new = users.objects.get_or_create(username=username)
    if is_new and password:
        user.set_password(password)
        user.save()
    Membership.objects.get_or_create(user=user, company=company, role=role)
