from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "duebook.books.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
