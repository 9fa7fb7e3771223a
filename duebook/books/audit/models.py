"""The chain of events. Rows are only ever added: a trigger refuses updates and deletes."""

from django.db import models

from duebook.books.companies.models import Company


class Event(models.Model):
    """One thing that was done: who, what, when, with what result, chained to the event before it.

    ``key`` makes a verb happen once. ``seal`` is a digest over the digests of all rows the event wrote
    (``sealed`` of them), so that editing such a row breaks the chain too.
    """

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    actor = models.CharField(max_length=150)
    facts = models.JSONField(default=dict)
    sealed = models.PositiveIntegerField(default=0)
    seal = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="event_number_once"),
            models.UniqueConstraint(fields=["company", "key"], name="event_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
