"""The jobs as a part of Django, which finds ``tasks.py`` here."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The queue looks for tasks in every installed app."""

    name = "duebook.jobs"
