from django.apps import AppConfig


class DeductionsConfig(AppConfig):
    name = "duebook.books.deductions"
    label = "deductions"
    default_auto_field = "django.db.models.BigAutoField"
