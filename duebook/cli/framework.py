"""Commands that need the books load the web framework when they run, not when they are listed."""

import django


def load_framework() -> None:
    """Make models, settings and jobs usable."""
    django.setup()
