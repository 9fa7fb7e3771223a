"""Where Duebook keeps what it must remember on this machine: database, secret key, the demo's mails."""

import os
import secrets
import tempfile
from pathlib import Path

import platformdirs


def folder() -> Path:
    """The state folder: ``DUEBOOK_STATE``, else the one the system gives to a user (root: to the machine).

    PostgreSQL refuses to run as root and gets an account of its own there, which must be able to pass
    through the folder: hence the search bit for all, on this folder alone, when root makes it.
    """
    named = os.environ.get("DUEBOOK_STATE")
    as_root = os.geteuid() == 0
    default = platformdirs.site_state_path if as_root else platformdirs.user_state_path
    path = Path(named).expanduser().resolve() if named else default("duebook")
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o711 if as_root else 0o700)
    return path


def secret_key() -> str:
    """``SECRET_KEY`` of the environment, else one made once here and readable by its owner only."""
    named = os.environ.get("SECRET_KEY")
    if named:
        return named
    path = folder() / "secret_key"
    if not path.exists():
        _publish(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")


def _publish(path: Path, text: str) -> None:
    """Write ``path`` whole or not at all; of several processes that try at once the first one wins."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # readable by its owner only
    draft = Path(name)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()
