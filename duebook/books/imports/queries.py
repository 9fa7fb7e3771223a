"""Imported files for readers."""

from datetime import datetime

from django.db.models import QuerySet

from duebook.books.companies.models import Company
from duebook.books.imports.models import ImportedFile


def files_of(company: Company, before: datetime) -> QuerySet[ImportedFile]:
    """Files that came in before an instant, the newest first."""
    return ImportedFile.objects.filter(company=company, received_at__lt=before).order_by(
        "-received_at", "-id"
    )


def fingerprints(company: Company) -> set[str]:
    """SHA-256 (hex) of every file that was taken."""
    return set(ImportedFile.objects.filter(company=company).values_list("sha256", flat=True))
