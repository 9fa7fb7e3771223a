from datetime import date

import pytest

from duebook.simulator import Day, simulate

START, END = date(2025, 5, 1), date(2025, 11, 1)


@pytest.fixture(scope="session")
def half_year() -> list[Day]:
    """Six months of a company with 60 customers."""
    return list(simulate(1, 60, START, END))
