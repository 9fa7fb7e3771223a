"""The published page and plot, from two engines on three receipts."""

import xml.etree.ElementTree as ElementTree

from bench.cash.chart import chart
from bench.cash.engines import DUEBOOK
from bench.cash.learning import Step
from bench.cash.measures import Measures
from bench.cash.peers import PEERS
from bench.cash.report import Results, page
from bench.cash.running import Run
from bench.cash.scoring import scored
from bench.cash.values import Answer, Given

TRUTH = {f"R{n}": Answer("exact", "list", items={f"A{n}": 100}, count=1) for n in range(3)}
GIVEN = {
    DUEBOOK: {r: Given("auto", a.items, 0.9999) for r, a in TRUTH.items()},
    next(iter(PEERS)): {"R0": Given("auto", {"A1": 100}, 1.0), "R1": Given("review", {"A1": 100}, 0.5)},
}


def results() -> Results:
    return Results(
        Run(engine, stratum, 1, 0.5, 10, 20, tuple(scored(TRUTH, given)))
        for stratum in ("plain", "hard")
        for engine, given in GIVEN.items()
    )


def test_the_page_says_what_was_reached_and_how_sure_that_is() -> None:
    learned = {1: [Step("none", 0, Measures(customers=10, right=5, best=8, auto=6, wrong=1))]}
    text = page(results(), results().runs, learned, "real", "the command")
    assert "| rightly applied by itself, plain | at least 96% | 100.0% | yes |" in text
    assert "0 of 6 (0.000%; surely at most 39.304%) | no |" in text  # three and three prove nothing
    assert "| a page of naive code | 0.0% | 0.0% | 0.0% | 2 (100.00%; 100.00%) | 33.3% |" in text
    assert "| none | 0 | 50.0% | 80.0% | 1 of 6 |" in text
    assert "named" not in text.partition("## Engines")[0]  # strata that were not run are left out


def test_the_plot_is_a_drawing_that_loads_nothing() -> None:
    drawing = ElementTree.fromstring(chart(results()))
    assert drawing.tag.endswith("svg")
    assert "href" not in chart(results())
    assert len(chart(results())) < 60_000
