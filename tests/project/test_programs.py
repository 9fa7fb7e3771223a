"""Who runs the database server: ourselves, or for root an account that is not root."""

import os

import pytest

from duebook.project import programs
from duebook.project.embedded import EmbeddedServer
from duebook.project.programs import ACCOUNT, PROGRAMS, Programs

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may not run the server itself")
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may not run the server itself")


@as_user
def test_a_user_runs_the_programs_of_the_wheel(short_folder):
    assert Programs.usable_by_the_server(short_folder).account is None


@as_root
def test_programs_installed_where_others_may_not_go_are_copied_and_run(monkeypatch, short_folder, tmp_path):
    """The virtual environment of a clone in root's home."""
    closed = tmp_path / "root's home"
    closed.mkdir(mode=0o700)
    (closed / "site-packages").symlink_to(programs._site())
    monkeypatch.setattr(programs, "_site", lambda: closed / "site-packages")
    server = EmbeddedServer(short_folder / "postgresql")
    server.ensure()
    try:
        assert server.programs.folder == short_folder / "postgresql" / "programs" / PROGRAMS
        assert server.process().username() == ACCOUNT
    finally:
        server.leave()


@as_root
def test_a_state_folder_where_the_account_may_not_go_is_said_at_once(short_folder):
    closed = short_folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(RuntimeError, match=r"cannot enter .*closed.*DUEBOOK_STATE"):
        EmbeddedServer(closed / "postgresql").ensure()


def test_a_strict_umask_does_not_lock_the_server_out(short_folder):
    before = os.umask(0o077)
    server = EmbeddedServer(short_folder / "state" / "postgresql")
    try:
        server.folder.parent.mkdir(mode=0o711)
        server.folder.parent.chmod(0o711)
        server.ensure()
        assert server.is_ready()
    finally:
        os.umask(before)
        server.leave()
