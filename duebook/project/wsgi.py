"""What the web server runs."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

from django.core.wsgi import get_wsgi_application


def _end_with_server() -> None:
    """A page maker whose server was killed with -9 would keep the port: end it too."""
    server = multiprocessing.parent_process()
    if server is None:
        return

    def watch() -> None:
        wait([server.sentinel])
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duebook.project.settings")
application = get_wsgi_application()
_end_with_server()
