"""Who *I* and *we* are in a document that speaks for itself: a statement, remarks, a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from ..ontology import NodeClass
from .antecedents import Cluster
from .learned.parse import Parse
from .wordlists import Words

_HEADING_LENGTH = 40
_NEARBY = 4
_BODIES = frozenset({NodeClass.STATE, NodeClass.ORGANIZATION})
_BEFORE_SPEAKER = frozenset({"by", "from", "of"})


def voices(doc: Doc, clusters: Sequence[Cluster], lists: Words) -> tuple[int | None, int | None]:
    """The clusters that *I* and *we* mean outside quotations, each None where nothing tells.

    *I* is the person by whom the heading says the text is. *We* is who is named right after
    it (*We, the ministers of Norway*), else the speaker's state, else the state named most.
    """
    first = next((s for s in doc.sents if s.text.strip()), None)
    if first is None:
        return None, None
    heading = first[: min(len(first), _HEADING_LENGTH)]
    spoken = any(token.lower_ in lists.speeches for token in heading)
    speaker = _speaker(doc, heading, clusters) if spoken else None
    named = _named_we(doc, clusters)
    if named is not None:
        return speaker, named
    states = {i: len(c.candidates) for i, c in enumerate(clusters) if c.node_class is NodeClass.STATE}
    if speaker is not None:
        beside = _beside(clusters[speaker], states, clusters)
        if beside is not None:
            return speaker, beside
    american = next((i for i in states if clusters[i].label == "United States"), None)
    if spoken and american is not None:
        return speaker, american
    return speaker, Counter(states).most_common(1)[0][0] if states else None


def _speaker(doc: Doc, heading: Span, clusters: Sequence[Cluster]) -> int | None:
    for index, cluster in enumerate(clusters):
        if cluster.node_class is not NodeClass.PERSON:
            continue
        for candidate in cluster.candidates:
            start = candidate.start if candidate.title_start is None else candidate.title_start
            window = doc[max(0, start - _NEARBY) : start]
            if candidate.root < heading.end and any(t.lower_ in _BEFORE_SPEAKER for t in window):
                return index
    return None


def _beside(speaker: Cluster, states: dict[int, int], clusters: Sequence[Cluster]) -> int | None:
    """The state named right before the speaker's office or after the name."""
    for candidate in speaker.candidates:
        start = candidate.start if candidate.title_start is None else candidate.title_start
        for index in states:
            for place in clusters[index].candidates:
                if 0 <= start - place.end <= 1 or 0 <= place.start - candidate.end <= 1:
                    return index
    return None


def _named_we(doc: Doc, clusters: Sequence[Cluster]) -> int | None:
    """Who says of themselves *We, the ministers of Norway*: the body named soon after."""
    words = Parse.of(doc).lower
    for index, (word, after) in enumerate(pairwise(words[:-1])):
        if word != "we" or after != ",":
            continue
        near = [
            (candidate.start, index)
            for index, cluster in enumerate(clusters)
            if cluster.node_class in _BODIES
            for candidate in cluster.candidates
            if index + 1 < candidate.start <= index + 2 + _NEARBY
        ]
        if near:
            return min(near)[1]
    return None
