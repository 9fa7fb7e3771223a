"""Customers by name: who may be meant by a payer's name, and how surely, without comparing all names."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise
from math import exp, log
from operator import itemgetter

from rapidfuzz.distance import OSA

from duebook.core.matching.names import legal_forms, stem_of, words_of

_SHORTLIST = 24
_LONGEST_POSTINGS = 400
_MOST_VISITED = 600
"""Names that are looked at, by the rarest words first: what so many share tells nothing."""
_SIMILAR_WORDS = 8
_SHORTEST_PREFIX = 3
_FORM_WEIGHT = 0.1
_CUT, _INITIAL = 0.9, 0.5
"""How well a word fits one it begins; a letter a word that it begins."""
_LEAST_CLOSE = 0.75
_STEEPNESS, _EVEN = 9.0, 0.52
"""Odds that a name means the customer: 1 at the similarity ``_EVEN``, growing with the exponential of it;
measured (docs/algorithms/matching.md, Who paid)."""
_LEAST_ODDS = 0.02

_Words = tuple[str, ...]


class NameIndex:
    """Customers by the words of their names; rare words weigh more, legal forms hardly at all."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        spelled = {customer: {words_of(name) for name in spellings} for customer, spellings in names.items()}
        self._endings = legal_forms() | _usual_endings(spelled)
        self._names: dict[_Words, list[str]] = defaultdict(list)
        for customer, spellings in sorted(spelled.items()):
            for words in spellings:
                self._names[words].append(customer)
        self._postings: dict[str, list[_Words]] = defaultdict(list)
        for words in sorted(self._names):
            for word in self._keys(words):
                self._postings[word].append(words)
        self._size = len(spelled) + 1
        self._rarest = log(1 + self._size)
        self._weights = _weights(spelled, self._endings)
        self._vocabulary = sorted(self._postings)
        self._by_triple: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            for triple in _triples(word):
                self._by_triple[triple].append(word)

    def odds(self, name: str) -> dict[str, float]:
        """For each customer worth a look: how many times likelier it is meant than somebody else."""
        words = words_of(name)
        if not words:
            return {}
        odds: dict[str, float] = {}
        for other in self._shortlist(words):
            similarity = self._similarity(words, other)
            chance = exp(_STEEPNESS * (similarity - _EVEN))
            if chance >= _LEAST_ODDS:
                for customer in self._names[other]:
                    odds[customer] = max(chance, odds.get(customer, 0.0))
        return odds

    def stem(self, name: str) -> str:
        """The name without what tells no two companies apart, to know it again."""
        return " ".join(stem_of(words_of(name), self._endings))

    def _keys(self, words: _Words) -> list[str]:
        """The words by which a name is looked up: those that tell, and neighbours written as one."""
        stem = stem_of(words, self._endings)
        telling = [word for word in stem if word not in self._endings] or list(stem)
        return list(dict.fromkeys([*telling, *(a + b for a, b in pairwise(telling))]))

    def _shortlist(self, words: _Words) -> list[_Words]:
        """The names that share the most of what is rare."""
        pointing = [found for word in self._keys(words) for found in self._similar(word)]
        pointing.sort(key=lambda found: (len(self._postings[found[0]]), found))
        shared: dict[_Words, float] = defaultdict(float)
        visited = 0
        for known, close in pointing:
            postings = self._postings[known]
            visited += len(postings)
            if visited > _MOST_VISITED:
                break
            weight = close * log(1 + self._size / len(postings))
            for other in postings:
                shared[other] += weight
        return [other for other, _ in nlargest(_SHORTLIST, shared.items(), key=itemgetter(1))]

    def _similar(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words that a word may stand for, with their closeness: itself, cut off, or misspelt."""
        if word in self._postings:
            yield word, 1.0
        if len(word) < _SHORTEST_PREFIX:
            return
        at = bisect_left(self._vocabulary, word)
        for known in self._vocabulary[at : at + _SIMILAR_WORDS]:
            if known != word and known.startswith(word):
                yield known, _CUT
        if word not in self._postings and len(word) > _SHORTEST_PREFIX:
            shared = Counter(
                known
                for triple in _triples(word)
                if len(known_words := self._by_triple.get(triple, ())) <= _LONGEST_POSTINGS
                for known in known_words
            )
            for known, _ in shared.most_common(_SIMILAR_WORDS):
                close = _closeness(word, known)
                if close and not known.startswith(word):
                    yield known, close

    def _weight(self, word: str) -> float:
        known = self._weights.get(word)
        if known is None:
            return self._rarest * (_FORM_WEIGHT if word in self._endings else 1.0)
        return known

    def _similarity(self, words: _Words, other: _Words) -> float:
        """1 for the same words; what either name says and the other does not lowers it."""
        pairs = _paired(words, other)
        ours = sum(self._weight(word) for word in words)
        theirs = sum(self._weight(word) for word in other)
        shared_ours = sum(self._weight(words[a]) * close for a, _, close in pairs)
        shared_theirs = sum(self._weight(other[b]) * close for _, b, close in pairs)
        apart = (shared_ours + shared_theirs) / (ours + theirs)
        return max(apart, _as_one_word(stem_of(words, self._endings), stem_of(other, self._endings)))


def _weights(names: Mapping[str, Iterable[_Words]], endings: Collection[str]) -> dict[str, float]:
    """How much each word tells: the logarithm of its rarity among the customers."""
    size = len(names) + 1
    customers = Counter(
        word for spellings in names.values() for word in {w for words in spellings for w in words}
    )
    return {
        word: log(1 + size / count) * (_FORM_WEIGHT if word in endings else 1.0)
        for word, count in customers.items()
    }


def _paired(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int, float]]:
    """Each word with the word of the other name that is closest to it, the closest first."""
    close = [
        (value, a, b)
        for a, one in enumerate(words)
        for b, two in enumerate(others)
        if (value := _closeness(one, two))
    ]
    pairs, ours, theirs = [], set(), set()
    for value, a, b in sorted(close, key=lambda found: (-found[0], found[1:])):
        if a not in ours and b not in theirs:
            pairs.append((a, b, value))
            ours.add(a)
            theirs.add(b)
    return pairs


def _closeness(written: str, known: str) -> float:
    """1 for the same word, less for one cut off, an initial or a misspelling, 0 for another."""
    if written == known:
        return 1.0
    if known.startswith(written):
        return _CUT if len(written) >= _SHORTEST_PREFIX else _INITIAL
    short, long = sorted((len(written), len(known)))
    if short <= _SHORTEST_PREFIX or short < _LEAST_CLOSE * long:
        return 0.0
    close = OSA.normalized_similarity(written, known, score_cutoff=_LEAST_CLOSE)
    return float(close * close)


def _as_one_word(stem: _Words, other: _Words) -> float:
    """The closeness of two names written without blanks, where they differ in their blanks."""
    if len(stem) == len(other):
        return 0.0
    return 0.9 * _closeness("".join(stem), "".join(other))


def _triples(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _usual_endings(names: Mapping[str, Iterable[_Words]]) -> frozenset[str]:
    """Last words that so many customers share that they tell none apart: legal forms no list knows."""
    last: dict[str, set[str]] = defaultdict(set)
    for customer, spellings in names.items():
        for words in spellings:
            if len(words) > 1:
                last[words[-1]].add(customer)
    enough = max(5, len(names) // 100)
    return frozenset(word for word, customers in last.items() if len(customers) >= enough)
