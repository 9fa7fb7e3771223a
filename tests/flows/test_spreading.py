"""Work on all processors: the same answers in the same order, and no process where none is worth it."""

import os
import threading

import pytest

from duebook.flows import spreading
from duebook.flows.spreading import spread


@pytest.fixture
def two_processors(monkeypatch):
    monkeypatch.setattr(spreading, "processors", lambda: 2)
    monkeypatch.setattr(spreading, "ENOUGH", 100)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # the database of other tests has threads


def test_answers_come_in_the_order_of_the_pieces(two_processors):
    offset = 7  # a fork sees what its parent saw
    assert list(spread(lambda piece: piece + offset, range(1_000))) == list(range(7, 1_007))


def test_many_pieces_are_done_by_other_processes(two_processors):
    workers = set(spread(lambda _: os.getpid(), range(1_000)))
    assert 1 <= len(workers) <= 2
    assert os.getpid() not in workers


def test_few_pieces_are_done_here(two_processors):
    assert set(spread(lambda _: os.getpid(), range(99))) == {os.getpid()}


def test_a_process_with_threads_does_the_work_itself(two_processors, monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 3)
    assert set(spread(lambda _: os.getpid(), range(1_000))) == {os.getpid()}


def test_what_goes_wrong_there_is_raised_here(two_processors):
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda piece: 1 // (piece - 500), range(1_000)))
