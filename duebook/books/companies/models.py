"""Companies and the people who work for them."""

from django.conf import settings
from django.db import models


class Company(models.Model):
    """A seller. All other rows belong to one; ``currency`` is the currency its books are kept in."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=5, default="en")
    email = models.EmailField(blank=True)
    iban = models.CharField(max_length=34, blank=True)

    class Meta:
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member of a company may do; each next one includes no other: roles are added, not ranked."""

    CLERK = "clerk"
    COLLECTOR = "collector"
    CREDIT_MANAGER = "credit_manager"
    CONTROLLER = "controller"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Membership(models.Model):
    """A person's role in a company; without one a company does not exist for that person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "company", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.user} is {self.role} at {self.company}"
