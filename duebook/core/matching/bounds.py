"""How wrong a record may be: exact one-sided bounds on a share (Clopper and Pearson, Biometrika 26, 1934)."""

from math import ceil, exp, expm1, lgamma, log, log1p

CONFIDENCE = 0.95
"""How sure a bound is, where nobody says otherwise."""

_HALVINGS = 60
_MOST_STEPS = 10_000
_TINY = 1e-300
_CLOSE = 1e-14


def upper_bound(wrong: int, of: int, confidence: float = CONFIDENCE) -> float:
    """The largest share under which ``wrong`` or fewer of ``of`` still have the chance 1 - ``confidence``.

    1.0 where nothing was seen. Assumes nothing but that the cases are independent.
    """
    _must_be_possible(wrong, of)
    if wrong == of:
        return 1.0
    if wrong == 0:
        return -expm1(log1p(-confidence) / of)
    low, high = wrong / of, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if chance_of_at_most(wrong, of, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def proves(wrong: int, of: int, share: float, confidence: float = CONFIDENCE) -> bool:
    """Whether ``wrong`` of ``of`` prove that at most ``share`` are wrong: the bound, but far quicker."""
    return of > 0 and chance_of_at_most(wrong, of, share) <= 1 - confidence


def lower_bound(wrong: int, of: int, confidence: float = CONFIDENCE) -> float:
    """The smallest share under which ``wrong`` or more of ``of`` still have the chance 1 - ``confidence``."""
    return 1.0 - upper_bound(of - wrong, of, confidence) if of else 0.0


def needed(share: float, confidence: float = CONFIDENCE, wrong: int = 0) -> int:
    """The fewest cases that prove, with ``wrong`` of them wrong, that at most ``share`` (0 to 1, both
    excluded) are wrong."""
    if wrong == 0:
        return ceil(log1p(-confidence) / log1p(-share))
    low, high = wrong, wrong + 1
    while upper_bound(wrong, high, confidence) > share:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if upper_bound(wrong, middle, confidence) > share:
            low = middle
        else:
            high = middle
    return high


def chance_of_at_most(wrong: int, of: int, share: float) -> float:
    """The chance of ``wrong`` or fewer among ``of`` independent cases, each wrong with chance ``share``."""
    _must_be_possible(wrong, of)
    if wrong == of or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    return _beta(1 - share, of - wrong, wrong + 1)


def _must_be_possible(wrong: int, of: int) -> None:
    if not 0 <= wrong <= of:
        raise ValueError(f"{wrong} of {of} cannot be wrong: 0 <= wrong <= of must hold")


def _beta(x: float, a: int, b: int) -> float:
    """The regularised incomplete beta function (NIST DLMF 8.17.20 and 8.17.22), 0 < x < 1."""
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _beta(1 - x, b, a)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: int, b: int) -> float:
    """1 + d1/(1 + d2/(1 + ...)) of DLMF 8.17.22, forwards with two ratios of its convergents (Lentz)."""
    value = above = 1.0
    below = 0.0
    for step in range(1, _MOST_STEPS):
        part = _numerator(step, x, a, b)
        above = 1.0 + part / above or _TINY
        below = 1.0 / (1.0 + part * below or _TINY)
        value *= above * below
        if abs(above * below - 1.0) < _CLOSE:
            break
    return value


def _numerator(step: int, x: float, a: int, b: int) -> float:
    m = step // 2
    if step % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
