"""Who *I* and *we* are in a document that speaks for itself: a statement, remarks, a briefing, a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster
from .gazetteer import load_gazetteer
from .learned.parse import Parse
from .names import plain
from .wordlists import Words

_HEADING_LENGTH = 60
_NEARBY = 4
_BODIES = frozenset({NodeClass.STATE, NodeClass.ORGANIZATION})
_BY = frozenset({"by", "from", "of"})
_WITH = frozenset({"interview", "conference", "call", "gaggle"})
# What a statement is about, and where and to whom it is made, comes behind these.
_TOPIC = frozenset({"on", "at", "to", "in", "about", "regarding", "after", "before", "during", "following"})
_TOPIC |= {"announcing", "concerning", "against", "toward", "towards"}
_OWN = frozenset({"country", "government", "nation", "delegation", "people", "state", "republic"})
_COMMON = _OWN | {"the"}
_MINE = frozenset({"my", "our"})
# How much of all mentions of states must be of one for it to speak where nothing says who does.
_MOST = 0.5


def voices(doc: Doc, clusters: Sequence[Cluster], lists: Words) -> tuple[int | None, int | None]:
    """The clusters that *I* and *we* mean outside quotations, each None where nothing tells.

    *I* is the person by whom the heading says the text is. *We* is who is named right after it (*We, the
    ministers of Norway*), else the state or body by which the heading says it is, else the speaker's state;
    in a text without such a heading the state that it mostly names, as one's own or more than all others.
    """
    parse, heading = Parse.of(doc), _heading(doc)
    word = next((i for i in heading if parse.lower[i] in lists.speeches), None)
    if word is None:
        leader = _of_leader(clusters, _speaker(clusters, heading))
        return None, _first(_named_we(doc, clusters), leader, _mostly(doc, clusters))
    links = _BY | {"with"} if parse.lower[word] in _WITH else _BY
    by = next((i for i in range(word + 1, heading.stop) if parse.lower[i] in links), None)
    said = range(0)
    if by is not None:
        topic = (i for i in range(by + 1, heading.stop) if parse.lower[i] in _TOPIC)
        said = range(by, next(topic, heading.stop))
    speaker = _speaker(clusters, said)
    return speaker, _first(
        _named_we(doc, clusters),
        _body(clusters, said),
        _of_leader(clusters, speaker),
        _body(clusters, range(word)),
        _state(clusters, "United States") if _american(doc, said or heading, lists) else None,
        None if _of_unknown(doc, said) else _mostly(doc, clusters),
    )


def _first(*found: int | None) -> int | None:
    """The first that there is."""
    return next((index for index in found if index is not None), None)


def _heading(doc: Doc) -> range:
    """The first line that has words; where that is more, its words before the first verb."""
    parse = Parse.of(doc)
    start = next((i for i, word in enumerate(parse.text) if not word.isspace()), 0)
    stop = next((i for i in range(start, len(doc)) if "\n" in parse.text[i]), len(doc))
    if parse.text[stop - 1 : stop] == ["."]:
        stop = next((i for i in range(start, stop) if parse.pos[i] in {"VERB", "AUX"}), stop)
    return range(start, min(stop, start + _HEADING_LENGTH))


def _speaker(clusters: Sequence[Cluster], said: range) -> int | None:
    """The first person that is named there."""
    return next(_named_in(clusters, {NodeClass.PERSON}, said), None)


def _named_in(clusters: Sequence[Cluster], classes: Container[NodeClass], said: range) -> Iterator[int]:
    """The clusters of those classes that are named there, in the order of the text."""
    found = (
        (candidate.start, index)
        for index, cluster in enumerate(clusters)
        if cluster.node_class in classes
        for candidate in cluster.candidates
        if candidate.root in said
    )
    return (index for _, index in sorted(found))


def _body(clusters: Sequence[Cluster], said: range) -> int | None:
    """The state that is named there, also by who is of it, or the state of the first body, or the body."""
    found = [*_named_in(clusters, _BODIES, said)]
    states = [index for index in found if clusters[index].node_class is NodeClass.STATE]
    served = (p.label for c in clusters for m in c.candidates if m.root in said for p in m.states)
    states += [index for index in (_state(clusters, label) for label in served) if index is not None]
    if states or not found:
        return states[0] if states else None
    first = clusters[found[0]]
    homes = first.polity.part_of if first.polity else ()
    return _first(*(_state(clusters, home) for home in homes), found[0])


def _of_leader(clusters: Sequence[Cluster], speaker: int | None) -> int | None:
    """The state of a speaker who is known to have led it."""
    if speaker is None:
        return None
    leaders = load_gazetteer().leaders
    names = (leaders.get(plain(c.label)) for c in clusters[speaker].candidates)
    return _first(*(_state(clusters, name) for name in names if name))


def _american(doc: Doc, said: Iterable[int], lists: Words) -> bool:
    """Whether the words name an office that only the United States have (*Press Secretary*)."""
    words = [Parse.of(doc).lower[i] for i in said]
    spelt = f" {' '.join(words)} "
    return any(f" {' '.join(title)} " in spelt for title in lists.american) or "fact sheet" in spelt


def _of_unknown(doc: Doc, said: range) -> bool:
    """Whether the office is one of a name there (*the President of Valdoria*)."""
    parse = Parse.of(doc)
    of = next((i for i in said[1:] if parse.lower[i] == "of"), said.stop)
    return any(parse.pos[i] == "PROPN" and parse.lower[i] not in _COMMON for i in range(of, said.stop))


def _state(clusters: Sequence[Cluster], label: str) -> int | None:
    states = (i for i, c in enumerate(clusters) if c.node_class is NodeClass.STATE and c.label == label)
    return next(states, None)


def _mostly(doc: Doc, clusters: Sequence[Cluster]) -> int | None:
    """The state named most, where the text speaks of its own country, or names it more than all others."""
    states = Counter(
        {i: len(c.candidates) for i, c in enumerate(clusters) if c.node_class is NodeClass.STATE}
    )
    if not states:
        return None
    (state, count), *_ = states.most_common(1)
    own = any(word in _MINE and after in _OWN for word, after in pairwise(Parse.of(doc).lower))
    return state if own or count > _MOST * states.total() else None


def _named_we(doc: Doc, clusters: Sequence[Cluster]) -> int | None:
    """Who says of themselves *We, the ministers of Norway*: the body named soon after."""
    words = Parse.of(doc).lower
    for place, (word, after) in enumerate(pairwise(words[:-1])):
        if word != "we" or after != ",":
            continue
        near = next(_named_in(clusters, _BODIES, range(place + 2, place + 3 + _NEARBY)), None)
        if near is not None:
            return near
    return None
