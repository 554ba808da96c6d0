"""Descriptions that tell an actor in other words than another mention does.

*These groups* are those named before; *the large banks* and *the banks in Lund* say no more of whom they
mean than *foreign banks* and *the Lund banks* do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    surface,
    told,
)
from .learned.parse import Parse
from .names import plain
from .stand_ins import bears_name_of, is_only_one, stands_for
from .wordlists import Words

_FAR: Final = 80
_POINTING = frozenset({"this", "these", "those"})
# What any body may be called, and what may be called so.
_ANY_BODY = frozenset({"entity", "organization", "body", "institution"})
_BODIES = _ANY_BODY | {"enterprise", "company", "agency", "group"}
_COMPANIONS = frozenset({"team", "group", "colleague", "delegation", "staff"})
_OPENING = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|all|some|more than|over|about|around|nearly|almost|at least)\s)+"
)
_SHORTEST_PHRASE, _SHORTEST_SOME = 3, 2
_PARTS = frozenset({"some", "most", "these", "those", "all"})


def retell(doc: Doc, clusters: Sequence[Cluster], lists: Words) -> list[Cluster]:
    """The clusters, without those that mean the actor of another one, which has their candidates now."""
    gone: set[int] = set()
    for cluster in sorted(clusters, key=lambda c: c.candidates[0].start):
        others = [c for c in clusters if c is not cluster and id(c) not in gone]
        home = next((found for rule in _RULES if (found := rule(doc, cluster, others, lists))), None)
        if home is None:
            continue
        gone.add(id(cluster))
        for candidate in cluster.candidates:
            candidate.node_class = home.node_class
        home.candidates = sorted([*home.candidates, *cluster.candidates], key=lambda c: (c.start, c.end))
    return [c for c in clusters if id(c) not in gone]


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

    What follows the head counts where nothing stands before it: *dissidents in the east*, then only
    *dissidents*, where the text speaks of no others.
    """
    if not is_group(cluster) or any(c.other for c in cluster.candidates):
        return None
    mine, kinds, start = told(cluster, lists), heads(cluster, lists), cluster.candidates[0].start
    after = any(c.complement for c in cluster.candidates)
    kin = [o for o in others if not kinds.isdisjoint(heads(o, lists))]
    for other in kin:
        if not is_group(other) or other.candidates[0].start > start or heads(other, lists) != kinds:
            continue
        theirs, further = told(other, lists), any(c.complement for c in other.candidates)
        if any(c.other for c in other.candidates) or "non" in mine ^ theirs:
            continue
        if mine and theirs:
            alike = (mine <= theirs or theirs <= mine) and _of_one_state(mine, theirs)
            if alike and not (after and further) and not _is_counted(doc, cluster):
                return other
        elif further and not after and not mine and len(kin) == 1:
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
    mine = _wordings(doc, cluster)
    for other in others if mine else ():
        earlier = other.candidates[0].start < cluster.candidates[0].start
        if earlier and is_group(other) and mine & _wordings(doc, other):
            return other
    return None


def _wordings(doc: Doc, cluster: Cluster) -> set[str]:
    phrases = {_OPENING.sub("", surface(doc, c)) for c in cluster.candidates if not c.other}
    return {phrase for phrase in phrases if len(phrase.split()) >= _SHORTEST_PHRASE}


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


_RULES: tuple[Rule, ...] = (
    *(_is_pointed, _is_owned, _is_as_told, _is_placed, stands_for, bears_name_of, is_only_one),
    *(is_called, is_spelled, _is_as_worded, _is_some, _is_with),
)
