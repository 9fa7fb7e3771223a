"""The state folder and the secret key in it."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from duebook.project import state


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("DUEBOOK_STATE", str(tmp_path / "made" / "when needed"))
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_the_folder_is_made_and_others_cannot_list_it():
    mode = stat.S_IMODE(state.folder().stat().st_mode)
    assert mode == (0o711 if os.geteuid() == 0 else 0o700)


def test_the_key_is_made_once_and_only_its_owner_reads_it():
    key = state.secret_key()
    assert len(key) >= 50
    assert state.secret_key() == key
    assert stat.S_IMODE((state.folder() / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in state.folder().iterdir()] == ["secret_key"]


def test_all_that_start_at_once_get_the_same_key():
    with ThreadPoolExecutor(16) as many:
        assert len(set(many.map(lambda _: state.secret_key(), range(64)))) == 1


def test_a_key_in_the_environment_comes_first(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from the vault")
    assert state.secret_key() == "from the vault"
    assert not list(Path(state.folder()).iterdir())
