"""The simulated company resembles a real one."""

import importlib.util
import os
from pathlib import Path
from statistics import mean

import pytest

from duebook.simulator import simulate

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DUEBOOK_DATA", ROOT.parent / "shared" / "data"))
REAL = DATA / "receivables" / "trade_credit_us.csv"


@pytest.fixture(scope="module")
def calibration():
    spec = importlib.util.spec_from_file_location("calibration", ROOT / "bench" / "calibration.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.skipif(not REAL.exists(), reason="the real book is not here")
def test_the_main_figures_are_those_of_a_real_book(calibration):
    real = dict(calibration.figures(calibration.real_bills(REAL)))
    books = [simulate(seed, 300, calibration.START, calibration.END) for seed in (1, 2, 3)]
    made = [dict(calibration.figures(calibration.simulated_bills(book))) for book in books]
    for name in (
        "invoice amount, 50% quantile",
        "invoice amount, 90% quantile",
        "paid late by more than 0 days, %",
        "invoices per payment, mean",
        "invoices paid together with others, %",
        "largest customer, % of sales",
    ):
        assert mean(one[name] for one in made) == pytest.approx(real[name], rel=0.2), name
