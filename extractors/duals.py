"""Two actors named together, and meant together afterwards: *both sides*, *the two countries*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .antecedents import Cluster
from .arguments import expanded, logical_subject
from .candidates import Candidate
from .coref import Link
from .lexicon import read_data
from .standing import sentence_numbers

# *The sides* and *the parties* are two also where nobody counts them, if two were named together.
_UNCOUNTED = frozenset({"side", "party"})
_POINTING = frozenset({"the", "these", "those", "our", "their"})
_OURS = frozenset({"country", "nation", "government"})
_WINDOW = 3  # sentences before
# Confidence: joined by *and* or *between*, the only two in reach, or those spoken of most.
_TOGETHER, _NEAR, _FOREMOST = 0.7, 0.5, 0.4


@cache
def _nouns() -> Mapping[str, frozenset[NodeClass]]:
    data = read_data("duals.yaml")
    return {noun: frozenset(map(NodeClass, classes)) for noun, classes in data.items()}


def _means_two(doc: Doc, candidate: Candidate) -> bool:
    """Whether a description is *both ...*, *the two ...* or *the sides*, with nothing more to tell whom
    it means.
    """
    head = doc[candidate.root]
    before = [t.lower_ for t in head.lefts]
    plural = head.tag_ in {"NNS", "NNPS"}
    return (
        candidate.kind == "nominal"
        and head.lemma_.lower() in _nouns()
        and (
            "both" in before
            or ("two" in before and not _POINTING.isdisjoint(before))
            or (head.lemma_.lower() in _UNCOUNTED and before == ["the"] and plural)
            or (before == ["our"] and plural and head.lemma_.lower() in _OURS)
        )
        and len(before) <= 2 + before.count("the")
        and not any(t.dep_ in ("prep", "relcl", "acl") and not _added(t) for t in head.rights)
    )


def _added(clause: Token) -> bool:
    """Whether the clause stands behind a comma, and so does not tell who is meant."""
    first = clause.left_edge
    return clause.dep_ == "relcl" and first.i > 0 and first.nbor(-1).text == ","


def link_duals(doc: Doc, clusters: Sequence[Cluster]) -> tuple[list[Cluster], list[Link]]:
    """The clusters without the descriptions of two actors, and these as links to both.

    Links count the clusters that are left. A description whose two actors are not found stays as it is.
    """
    sentence = sentence_numbers(doc)
    described = sorted(
        (c for cluster in clusters for c in cluster.candidates if _means_two(doc, c)), key=lambda c: c.start
    )
    waiting = {id(candidate): candidate for candidate in described}
    places = sorted(
        (candidate.root, index, candidate)
        for index, cluster in enumerate(clusters)
        for candidate in cluster.candidates
        if id(candidate) not in waiting and not candidate.attributive
    )
    found: dict[int, tuple[tuple[int, int], float]] = {}
    others: dict[str, tuple[int, set[int]]] = {}
    for candidate in described:
        noun, here = doc[candidate.root].lemma_.lower(), sentence[candidate.root]
        # Who acts on *both sides* is none of them, nor a little later.
        before, apart = others.get(noun, (here, set()))
        doers = _doers(doc[candidate.root])
        apart = {i for root, i, _ in places if root in doers} | (apart if here - before <= _WINDOW else set())
        others[noun] = here, apart
        near = [
            (root, index)
            for root, index, other in places
            if root < candidate.root
            and here - sentence[root] <= _WINDOW
            and other.node_class in _nouns()[noun]
            and index not in apart
        ]
        pair = _pair(doc, near) or _foremost(places, candidate, _nouns()[noun] - {NodeClass.PERSON}, apart)
        counted = not {"both", "two"}.isdisjoint(t.lower_ for t in doc[candidate.root].lefts)
        if pair is not None and (counted or pair[1] >= _TOGETHER):
            found[id(candidate)] = pair
    left: list[Cluster] = []
    numbers: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        kept = [c for c in cluster.candidates if id(c) not in found]
        if kept:
            cluster.candidates = kept
            numbers[index] = len(left)
            left.append(cluster)
    links = [
        Link(waiting[key].start, waiting[key].end, waiting[key].root, numbers[index], confidence)
        for key, (pair, confidence) in found.items()
        for index in pair
    ]
    return left, links


def _doers(token: Token) -> set[int]:
    """The heads of those who do what the verb above a token says, where it is not one of them itself."""
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return set()
    doers = {one.i for one in expanded(logical_subject(verb))}
    return set() if token.i in doers else doers


def _pair(doc: Doc, near: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], float] | None:
    """The last two actors that are joined, or else the only two in reach."""
    for n in range(len(near) - 1, 0, -1):
        (one, first), (two, second) = near[n - 1], near[n]
        if first != second and len(_joined(doc[one])) == 2 and doc[two] in _joined(doc[one]):
            return (first, second), _TOGETHER
    named = sorted({index for _, index in near})
    return ((named[0], named[1]), _NEAR) if len(named) == 2 else None


def _foremost(
    places: Sequence[tuple[int, int, Candidate]],
    described: Candidate,
    classes: frozenset[NodeClass],
    apart: set[int],
) -> tuple[tuple[int, int], float] | None:
    """The two actors that were spoken of most, where no third was as much."""
    counts = Counter(
        index
        for root, index, other in places
        if root < described.root and other.node_class in classes and index not in apart
    )
    ranked = counts.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < 2 or (len(ranked) > 2 and ranked[2][1] == ranked[1][1]):
        return None
    return (ranked[0][0], ranked[1][0]), _FOREMOST


def _joined(token: Token) -> list[Token]:
    """A token and what it is coordinated with."""
    return sorted([token, *token.conjuncts], key=lambda t: t.i)
