"""Charts as geometry: numbers that a template draws as SVG, so that no script and no style is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 600, 240
LEFT, BOTTOM, TOP = 72, 28, 12
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Part:
    """One coloured piece of a bar; ``kind`` is the name of its colour."""

    kind: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle, in units of the drawing."""

    kind: str
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place along that axis, and its value or words."""

    place: float
    value: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of ``WIDTH`` times ``HEIGHT`` units."""

    pieces: tuple[Piece, ...]
    labels: tuple[Tick, ...]
    scale: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def bars(columns: Sequence[tuple[str, Sequence[Part]]]) -> Chart:
    """Stacked columns with their labels below; parts of nothing and less are left out."""
    top = nice(max((sum(max(p.value, 0) for p in parts) for _, parts in columns), default=0))
    slot = (WIDTH - LEFT) / max(len(columns), 1)
    room = HEIGHT - BOTTOM - TOP
    pieces = []
    for index, (_, parts) in enumerate(columns):
        floor = float(HEIGHT - BOTTOM)
        for part in parts:
            height = room * max(part.value, 0) / top
            if height:
                floor -= height
                x = LEFT + slot * (index + 0.14)
                pieces.append(
                    Piece(
                        part.kind,
                        part.text,
                        round(x, 1),
                        round(floor, 1),
                        round(slot * 0.72, 1),
                        round(height, 1),
                    )
                )
    places = [round(LEFT + slot * (index + 0.5), 1) for index in range(len(columns))]
    return Chart(tuple(pieces), _labels([label for label, _ in columns], places), _scale(top))


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one line; ``kind`` is the name of its colour. None is left out."""

    kind: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its corners as SVG writes them, and its last one."""

    kind: str
    points: str
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LineChart:
    """A drawing of ``WIDTH`` times ``HEIGHT`` units."""

    lines: tuple[Line, ...]
    labels: tuple[Tick, ...]
    scale: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def lines(columns: Sequence[str], series: Sequence[Series], largest: int) -> LineChart:
    """Lines over columns with their labels below, from nought to a round number above ``largest``."""
    top = nice(largest)
    slot = (WIDTH - LEFT) / max(len(columns), 1)
    room = HEIGHT - BOTTOM - TOP
    places = [round(LEFT + slot * (index + 0.5), 1) for index in range(len(columns))]
    drawn = []
    for one in series:
        corners = [
            (place, round(HEIGHT - BOTTOM - room * float(value) / top, 1))
            for place, value in zip(places, one.values, strict=True)
            if value is not None
        ]
        if corners:
            drawn.append(Line(one.kind, " ".join(f"{x},{y}" for x, y in corners), corners[-1]))
    return LineChart(tuple(drawn), _labels(columns, places), _scale(top))


def _labels(columns: Sequence[str], places: Sequence[float]) -> tuple[Tick, ...]:
    """At most seven words below the columns, evenly spread."""
    every = max(1, -(-len(columns) // 7))
    return tuple(Tick(places[n], 0, label) for n, label in enumerate(columns) if n % every == 0)


def _scale(top: int) -> tuple[Tick, ...]:
    room = HEIGHT - BOTTOM - TOP
    return tuple(Tick(round(HEIGHT - BOTTOM - room * n / 4, 1), top * n // 4) for n in range(5))


def nice(value: int) -> int:
    """The next round number (1, 2, 5 times a power of ten, and four of it) that holds ``value``."""
    power = 4
    while True:
        for step in STEPS:
            if step * power >= value:
                return step * power
        power *= 10
