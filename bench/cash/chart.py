"""The two panels of docs/benchmarks/cash.svg, drawn by hand: no library, no network."""

from collections.abc import Iterator, Sequence
from html import escape
from math import log10

from bench.cash.engines import DUEBOOK
from bench.cash.measures import Point, curve
from bench.cash.report import Results

_FONT = 'font-family="system-ui, sans-serif" font-size="12"'
_COLOURS = ("#0b6e4f", "#c1440e", "#6b4e9b", "#b8860b", "#1f77b4", "#7f7f7f")
_ROW, _LEFT, _WIDTH, _TOP = 21, 110, 330, 70
_PANEL = _LEFT + _WIDTH + 80
_HEIGHT = 300
_CLEANEST, _WORST = 1e-4, 1.0
"""Ends of the axis of wrong shares, which is logarithmic; what is below stands at the left end."""


def chart(results: Results) -> str:
    """Left: applied rightly by stratum, a mark per engine. Right: rightly against wrongly applied."""
    height = max(_TOP + _ROW * len(results.strata) + 60, _TOP + _HEIGHT + 60)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_PANEL + _LEFT + _WIDTH} {height}" {_FONT}>',
        f'<rect width="{_PANEL + _LEFT + _WIDTH}" height="{height}" fill="#fff"/>',
        *_legend(results.engines),
        *_strata_panel(results),
        *_curve_panel(results),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _legend(engines: Sequence[str]) -> Iterator[str]:
    x = 10.0
    for engine, colour in zip(engines, _COLOURS, strict=False):
        yield _mark(x + 5, 16, colour, engine)
        yield _text(x + 14, 20, engine)
        x += 34 + 6.6 * len(engine)


def _strata_panel(results: Results) -> Iterator[str]:
    yield _text(_LEFT, 44, "Customers' receipts applied by itself and rightly", bold=True)
    bottom = _TOP + _ROW * len(results.strata)
    for tenth in range(0, 11, 2):
        x = _LEFT + _WIDTH * tenth / 10
        yield _line(x, _TOP - 10, x, bottom)
        yield _text(x, bottom + 16, f"{tenth * 10} %", anchor="middle")
    for row, stratum in enumerate(results.strata):
        y = _TOP + _ROW * row + 5
        yield _text(_LEFT - 8, y + 4, stratum.replace("_", " "), anchor="end")
        for engine, colour in [*zip(results.engines, _COLOURS, strict=False)][::-1]:
            share = results.measures(engine, stratum).right_share
            yield _mark(_LEFT + _WIDTH * share, y, colour, engine)


def _curve_panel(results: Results) -> Iterator[str]:
    left = _PANEL + 40
    yield _text(left, 44, "All strata: applied rightly (up) against wrong ones (right)", bold=True)
    for exponent in range(-4, 1):
        x = left + _across(10.0**exponent)
        yield _line(x, _TOP, x, _TOP + _HEIGHT)
        yield _text(x, _TOP + _HEIGHT + 16, f"{100 * 10.0**exponent:g} %", anchor="middle")
    for tenth in range(0, 11, 2):
        y = _TOP + _HEIGHT * (1 - tenth / 10)
        yield _line(left, y, left + _WIDTH, y)
        yield _text(left - 6, y + 4, f"{tenth * 10} %", anchor="end")
    yield _path(curve(results.found(DUEBOOK)), left)
    for engine, colour in zip(results.engines, _COLOURS, strict=False):
        m = results.measures(engine)
        if m.auto:
            at = left + _across(m.wrong_share)
            yield _mark(at, _TOP + _HEIGHT * (1 - m.right_share), colour, engine, 5)
    yield _text(
        left,
        _TOP + _HEIGHT + 36,
        "Line: Duebook at every confidence. Marks: as each engine decides.",
        size=10,
    )
    yield _text(left, _TOP + _HEIGHT + 50, "The left end stands for 0.01 % and less.", size=10)


def _across(wrong: float) -> float:
    share = (log10(max(wrong, _CLEANEST)) - log10(_CLEANEST)) / (log10(_WORST) - log10(_CLEANEST))
    return _WIDTH * share


def _path(points: Sequence[Point], left: float) -> str:
    steps = points[:: max(1, len(points) // 150)]
    places = (
        f"{left + _across(p.wrong_share):.1f},{_TOP + _HEIGHT * (1 - p.right_share):.1f}" for p in steps
    )
    return f'<polyline points="{" ".join(places)}" fill="none" stroke="{_COLOURS[0]}" stroke-width="1.5"/>'


def _mark(x: float, y: float, colour: str, name: str, radius: int = 4) -> str:
    shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" fill-opacity="0.85">'
    return f"{shape}<title>{escape(name)}</title></circle>"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, words: str, anchor: str = "start", bold: bool = False, size: int = 12) -> str:
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text {place}{weight} fill="#222">{escape(words)}</text>'
