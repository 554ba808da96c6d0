"""Groups that are named in one breath: *migrants and refugees*, *our allies and partners*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import Candidate, words
from .complements import far_end
from .learned.parse import Parse

_BETWEEN = frozenset({",", "and"})


def join(doc: Doc, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, of which a group and the bare plurals joined to it are one."""
    found = list(candidates)
    groups = {c.root: c for c in found if c.node_class is NodeClass.GROUP and c.plural}
    gone: set[int] = set()
    for root in sorted(groups):
        rest = [] if root in gone else _joined(doc, groups[root], groups)
        if rest:
            gone |= {c.root for c in rest}
            _widen(doc, groups[root], rest[-1])
    return [c for c in found if c.node_class is not NodeClass.GROUP or c.root not in gone]


def _joined(doc: Doc, first: Candidate, groups: Mapping[int, Candidate]) -> list[Candidate]:
    """The bare plurals that follow a group after commas and, before the last one, *and*."""
    parse, last, found = Parse.of(doc), first, list[Candidate]()
    while last.end == last.root + 1:
        index = last.end
        while index < len(doc) and parse.lower[index] in _BETWEEN:
            index += 1
        following = groups.get(index)
        if index == last.end or following is None or following.start < index or parse.dep[index] != "conj":
            break
        found.append(following)
        last = following
    return found if found and parse.lower[last.root - 1] == "and" else []


def _widen(doc: Doc, first: Candidate, last: Candidate) -> None:
    reach = max(last.end, last.reach, far_end(doc, doc[first.root], last.end))
    first.end, first.complement, first.resolve = last.end, True, False
    first.label, first.reach = words(doc, first.start, reach), reach
