"""Who may enter which company."""

from dataclasses import dataclass

from duebook.books.companies.models import Company, Membership, Role


@dataclass(frozen=True, slots=True)
class Entrance:
    """A company that a person may enter, and as what."""

    company: Company
    roles: frozenset[str]

    @property
    def may_write(self) -> bool:
        """Whoever is nothing but an auditor reads only."""
        return self.roles != {Role.AUDITOR}

    @property
    def may_set(self) -> bool:
        """Who answers for the company's settings."""
        return bool(self.roles & {Role.CONTROLLER, Role.ADMINISTRATOR})


def entrances(user_id: int) -> list[Entrance]:
    """All companies that a person is a member of, by name; a company without membership does not exist."""
    roles: dict[Company, set[str]] = {}
    for membership in Membership.objects.filter(user_id=user_id).select_related("company"):
        roles.setdefault(membership.company, set()).add(membership.role)
    found = (Entrance(company, frozenset(names)) for company, names in roles.items())
    return sorted(found, key=lambda entrance: entrance.company.name)
