"""Books to tell stories with: what an accountant does, one short verb each, amounts as he writes them."""

import pytest

from tests.books.story import Story


@pytest.fixture
def story(db: None) -> Story:
    """An empty company in euro; the day is told by each verb."""
    return Story.new()
