"""Files with pieces cut out, doubled, or replaced by what hurts."""

from collections.abc import Sequence

from hypothesis import strategies as st


@st.composite
def damaged(draw: st.DrawFn, samples: Sequence[bytes], hostile: Sequence[bytes]) -> bytes:
    """One of ``samples`` with up to four pieces gone wrong; ``hostile`` is what the format dreads most."""
    data = draw(st.sampled_from(samples))
    dreaded = st.sampled_from(hostile)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(st.one_of(dreaded, st.binary(max_size=12), st.just(data[start:end] * 2), st.just(b"")))
        data = data[:start] + piece + data[end:]
    return data
