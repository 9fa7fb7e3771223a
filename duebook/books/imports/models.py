"""Files that came in."""

from django.db import models

from duebook.books.audit.models import Event
from duebook.books.companies.models import Company


class ImportedFile(models.Model):
    """One file, known by its content; the same bytes again change nothing."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    event = models.ForeignKey(Event, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=40)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "sha256"], name="file_once")]

    def __str__(self) -> str:
        return self.name
