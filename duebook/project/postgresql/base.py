"""Django's own backend; before it connects, the embedded server is made to run."""

from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """``settings_dict["SERVER"]`` is the embedded server (``duebook.project.embedded``).

    The job queue asks here for its parameters too, so a worker wakes the server in the same way.
    """

    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict["SERVER"].ensure()
        return super().get_connection_params()
