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
