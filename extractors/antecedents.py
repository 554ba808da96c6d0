"""Which earlier actor a definite description means: *the president*, *the company*, *the government*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate
from .gazetteer import Polity
from .names import plain
from .standing import is_place
from .wordlists import Words

_NOT_US = frozenset({"regime", "monarchy", "crown", "throne"})
# Words that make an office another one, and those that say what it is of.
_PAST = frozenset({"former", "ex"})
_LOWER = frozenset({"vice", "deputy", "former", "assistant", "under", "ex", "previous"})
_RANKS = _LOWER | {"prime", "crown", "first"}
_SPELT = {
    "defence": "defense",
    "labour": "labor",
    "economics": "economy",
    "exterior": "foreign",
    "maritime": "marine",
}
_FIRMS = frozenset({"company", "firm", "corporation", "carrier", "operator"})


@dataclass(slots=True)
class Cluster:
    """Candidates that name one actor, in the order of the text."""

    label: str
    node_class: NodeClass
    candidates: list[Candidate]
    polity: Polity | None = None

    @property
    def named(self) -> bool:
        """Whether a mention is a name."""
        return any(c.kind == "name" for c in self.candidates)

    @property
    def modifiers(self) -> frozenset[str]:
        """The words before the head that tell who is meant, of all mentions together."""
        return frozenset().union(*(c.modifiers for c in self.candidates))

    def take(self, other: Cluster) -> None:
        """Add the candidates of another cluster, which are of the class of this one then."""
        for candidate in other.candidates:
            candidate.node_class = self.node_class
        self.candidates = sorted([*self.candidates, *other.candidates], key=lambda c: (c.start, c.end))


def antecedent(doc: Doc, candidate: Candidate, clusters: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The cluster that a definite description (*the president*, *the company*) refers to."""
    best: tuple[tuple[int, int], Cluster] | None = None
    for cluster in clusters:
        state = cluster.node_class is NodeClass.STATE
        before = [c for c in cluster.candidates if c.end <= candidate.start and (state or not c.attributive)]
        if not before or not _fits(candidate, cluster, lists):
            continue
        last = (_governs(doc, before, lists) if state else 0, max(c.start for c in before))
        if best is None or last > best[0]:
            best = (last, cluster)
    return best[1] if best else _firm(candidate, clusters, lists)


def _firm(candidate: Candidate, clusters: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The last body before *the company* whose name does not tell what it is."""
    if candidate.head not in _FIRMS or candidate.modifiers:
        return None
    named = [
        (last, cluster)
        for cluster in clusters
        if cluster.node_class is NodeClass.ORGANIZATION and cluster.polity is None
        for last in [max((c.start for c in cluster.candidates if c.end <= candidate.start), default=-1)]
        if last >= 0
        and cluster.candidates[0].kind == "name"
        and _tail(cluster.candidates[0]) not in lists.name_ends
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _governs(doc: Doc, before: Sequence[Candidate], lists: Words) -> int:
    """How far earlier mentions of a state tell that *the government* is its own.

    2 where its government was named, 0 where it is no more than a place.
    """
    if any(c.kind == "nominal" and c.head in lists.government for c in before):
        return 2
    return int(any(not is_place(doc[c.root]) for c in before))


def _fits(candidate: Candidate, cluster: Cluster, lists: Words) -> bool:
    if candidate.node_class is NodeClass.STATE:
        if cluster.node_class is not NodeClass.STATE:
            return False
        if "federal" in candidate.modifiers and cluster.label.lower() not in lists.federations:
            return False
        american = cluster.label == "United States"
        return (
            american if candidate.head == "administration" else not american or candidate.head not in _NOT_US
        )
    if candidate.node_class is not cluster.node_class:
        return False
    if candidate.node_class is NodeClass.PERSON:
        return _same_office(candidate, cluster, lists)
    if candidate.node_class is NodeClass.ORGANIZATION:
        if _is_known_as(candidate, cluster):
            return True
        same = lists.synonyms.get(candidate.head, candidate.head)
        tails = {_tail(c) for c in cluster.candidates}
        alike = {lists.synonyms.get(tail, tail) for tail in tails if cluster.polity is None}
        police = candidate.head == "police" and names_police(cluster)
        return (same in tails | alike or police) and _told(candidate, cluster)
    return any(c.head == candidate.head for c in cluster.candidates)


def _is_known_as(candidate: Candidate, cluster: Cluster) -> bool:
    """Whether a known body is of that kind (*the alliance* after *NATO*, *the regional bloc*)."""
    body = cluster.polity
    if body is None or candidate.head not in body.kinds or candidate.states:
        return False
    return candidate.modifiers <= body.qualities


def names_police(cluster: Cluster) -> bool:
    """Whether *the police* may be a body, as its name says (*Dover Police Department*)."""
    return any(c.kind == "name" and "police" in plain(c.label).split() for c in cluster.candidates)


def _told(candidate: Candidate, cluster: Cluster) -> bool:
    """Whether the words before a head are among those of the actor (*the water board* of *Water Board*)."""
    words = {w for c in cluster.candidates for w in plain(c.label).split()}
    return all(word in words for word in candidate.modifiers if not word.startswith("@"))


def _tail(candidate: Candidate) -> str:
    return candidate.head or candidate.label.split()[-1].lower()


def _same_office(candidate: Candidate, cluster: Cluster, lists: Words) -> bool:
    office = (_office(candidate.title),) if candidate.title else (candidate.head,)
    held = {_office(c.title) for c in cluster.candidates if c.title}
    heads = {c.head for c in cluster.candidates if c.head}
    if not (
        office[0] in held
        or office[0] in heads
        or (office[0] == "leader" and held & {"president", "premier", "king", "chairman"})
    ):
        return False
    if other_office(candidate, cluster, lists):
        return False
    if candidate.states:
        theirs = {p.label for c in cluster.candidates for p in c.states}
        return candidate.states[0].label in theirs
    return True


def other_office(candidate: Candidate, cluster: Cluster, lists: Words) -> bool:
    """Whether the words beside the office tell of another one (*finance minister*, *crown prince*).

    Who held an office is called by it after that (*Secretary Lee*, *the former Secretary of State*).
    """
    wanted = _portfolio(candidate, lists)
    known = [_portfolio(c, lists) for c in cluster.candidates if c.title or c.head]
    held = frozenset().union(*known)
    if len(wanted) > 1:
        wanted -= _PAST
    if not wanted & _RANKS <= held or (not wanted and held & _LOWER and frozenset() not in known):
        return True
    return bool(wanted) and (bool(held) or not cluster.named) and not wanted & held


def _portfolio(candidate: Candidate, lists: Words) -> frozenset[str]:
    """What an office is of, and the words that make it another one (*prime*, *crown*, *deputy*)."""
    described = candidate.label.lower().split() if candidate.kind == "nominal" else []
    told = {*candidate.title, *(word for word in described if word != "first")}
    spelt = (_SPELT.get(word, word) for word in told)
    return frozenset(word for word in spelt if word in _RANKS or word in lists.portfolios)


def _office(title: Sequence[str]) -> str:
    """The noun for the office, which *of* may follow (*Secretary of State*)."""
    if title[-1] == "general" and len(title) > 1:
        return " ".join([word for word in title if word != "-"][-2:])
    return title[title.index("of") - 1] if "of" in title[1:] else title[-1]
