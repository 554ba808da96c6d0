"""Descriptions that tell an actor in other words than another mention does.

*These groups* are those named before; *the large banks* and *the banks in Lund* say no more of whom they
mean than *foreign banks* and *the Lund banks* do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from spacy.tokens import Doc

from ..ontology import NodeClass
from .also_called import is_called, is_spelled
from .antecedents import Cluster
from .candidates import Candidate
from .descriptions import (
    COLLECTIVE,
    Rule,
    head,
    heads,
    is_described,
    is_group,
    possessive,
    told,
    wordings,
)
from .kinship import Kinship
from .learned.parse import Parse
from .names import plain
from .stand_ins import bears_name_of, is_only_one, makes_up, stands_for
from .wordlists import Words

_FAR: Final = 80
_POINTING = frozenset({"this", "these", "those"})
# What any body may be called, and what may be called so.
_ANY_BODY = frozenset({"entity", "organization", "body", "institution"})
_BODIES = _ANY_BODY | {"enterprise", "company", "agency", "group"}
_COMPANIONS = frozenset({"team", "group", "colleague", "delegation", "staff"})
_SHORTEST_SOME = 2
_PARTS = frozenset({"some", "most", "these", "those", "all"})


def retell(doc: Doc, clusters: Sequence[Cluster], lists: Words) -> list[Cluster]:
    """The clusters, without those that mean the actor of another one, which has their candidates now."""
    kin = Kinship(doc, clusters, lists)
    for cluster in sorted(clusters, key=lambda c: c.candidates[0].start):
        found = (rule(doc, cluster, among(kin, cluster), lists) for rule, among in _RULES)
        home = next((home for home in found if home), None)
        if home is not None:
            kin.join(home, cluster)
    return kin.left


def _is_pointed(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The actor named last before *these groups*, *this city council*."""
    parse, first = Parse.of(doc), cluster.candidates[0]
    if cluster.node_class not in COLLECTIVE or cluster.polity is not None or not first.head:
        return None
    pointed = _POINTING & {parse.lower[i] for i in range(max(first.start - 1, 0), first.start + 1)}
    if not pointed or first.complement or first.reach > first.end:
        return None
    wanted = {head(first, lists)}
    if first.plural and wanted & _ANY_BODY:
        wanted |= _BODIES
    best: tuple[int, Cluster] | None = None
    for other in others:
        if other.node_class not in COLLECTIVE or other.polity is not None:
            continue
        before = [
            c
            for c in other.candidates
            if 0 <= first.start - c.end <= _FAR
            and head(c, lists) in wanted
            and (c.plural or c.kind == "name" or not first.plural)
        ]
        words = {word for c in before for word in plain(c.label).split()}
        if before and all(word in words for word in first.modifiers if word[0] != "@"):
            last = max(c.start for c in before)
            if best is None or last > best[0]:
                best = last, other
    return best[1] if best else None


def _is_owned(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The description that names the owner (*its northern partners*, *Lund's northern partners*)."""
    mine = told(cluster, lists)
    if not mine or not is_group(cluster):
        return None
    if any(possessive(doc, c) not in {"its", "their"} for c in cluster.candidates):
        return None
    for other in others:
        if not is_group(other) or any(c.complement or c.other for c in other.candidates):
            continue
        if mine < told(other, lists) and heads(other, lists) == heads(cluster, lists):
            return other
    return None


def _is_as_told(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The earlier description of the same head that tells as much of who is meant, or more.

    `others` are all of that head. What follows it counts where nothing stands before it: *dissidents in
    the east*, then only *dissidents*, where the text speaks of no others.
    """
    if not is_group(cluster) or any(c.other for c in cluster.candidates):
        return None
    mine, kinds, start = told(cluster, lists), heads(cluster, lists), cluster.candidates[0].start
    after = any(c.complement for c in cluster.candidates)
    for other in others:
        if not is_group(other) or other.candidates[0].start > start or heads(other, lists) != kinds:
            continue
        theirs, further = told(other, lists), any(c.complement for c in other.candidates)
        if any(c.other for c in other.candidates) or "non" in mine ^ theirs:
            continue
        if mine and theirs:
            alike = (mine <= theirs or theirs <= mine) and _of_one_state(mine, theirs)
            if alike and not (after and further) and not _is_counted(doc, cluster):
                return other
        elif further and not after and not mine and len(others) == 1:
            return other
    return None


def _of_one_state(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    ours, others = ({word for word in words if word[0] == "@"} for words in (mine, theirs))
    return not ours or not others or ours == others


def _is_counted(doc: Doc, cluster: Cluster) -> bool:
    pos = Parse.of(doc).pos
    return any(pos[i] == "NUM" for c in cluster.candidates for i in range(c.start, c.root))


def _is_placed(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The description that puts the same name before the head (*envoys at Lund*, *Lund envoys*)."""
    first = cluster.candidates[0]
    if not is_group(cluster) or len(cluster.candidates) > 1 or first.modifiers or not first.complement:
        return None
    parse = Parse.of(doc)
    follows = range(first.root + 1, max(first.end, first.reach))
    names = {plain(parse.text[i]) for i in follows if parse.pos[i] == "PROPN"}
    for other in others:
        if is_group(other) and heads(other, lists) == heads(cluster, lists):
            theirs, written = told(other, lists), " ".join(c.label for c in other.candidates)
            if theirs and all(word in names and word.capitalize() in written for word in theirs):
                return other
    return None


def _is_as_worded(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The earlier description in the same words (*over 40 banks and firms*, *more than 40 …*)."""
    if not is_group(cluster):
        return None
    mine = wordings(doc, cluster)
    for other in others if mine else ():
        earlier = other.candidates[0].start < cluster.candidates[0].start
        if earlier and is_group(other) and mine & wordings(doc, other):
            return other
    return None


def _is_some(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The known group of which the text names some (*some Loyalists*)."""
    if not is_group(cluster):
        return None
    for candidate in cluster.candidates:
        words = plain(candidate.label).split()
        if len(words) != _SHORTEST_SOME or words[0] not in _PARTS or candidate.reach > candidate.end:
            return None
    name = plain(cluster.candidates[0].label).split()[-1]
    return next((o for o in others if o.node_class is NodeClass.GROUP and plain(o.label) == name), None)


def _is_with(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """Who is with the same person: *her team*, *her colleagues*."""
    if not is_described(cluster):
        return None
    first = cluster.candidates[0]
    mine = _companions(doc, first)
    for other in others if mine else ():
        near = any(0 < first.start - c.start < _FAR for c in other.candidates)
        if near and is_described(other) and _companions(doc, other.candidates[0]) == mine:
            return other
    return None


def _companions(doc: Doc, candidate: Candidate) -> str:
    whose = possessive(doc, candidate) if candidate.head in _COMPANIONS else ""
    return whose if whose in {"his", "her"} else ""


# Each with the clusters among which it looks.
_RULES: tuple[tuple[Rule, Callable[[Kinship, Cluster], Sequence[Cluster]]], ...] = (
    (_is_pointed, Kinship.others),
    (_is_owned, Kinship.of_kind),
    (_is_as_told, Kinship.of_kind),
    (_is_placed, Kinship.of_kind),
    (stands_for, Kinship.others),
    (bears_name_of, Kinship.parties),
    (is_only_one, Kinship.others),
    (makes_up, Kinship.others),
    (is_called, Kinship.others),
    (is_spelled, Kinship.lettered),
    (_is_as_worded, Kinship.worded),
    (_is_some, Kinship.others),
    (_is_with, Kinship.others),
)
