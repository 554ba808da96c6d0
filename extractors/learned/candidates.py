"""Candidate phrases: every span of a parsed text that may name an actor, a proposal or an interest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .parse import Parse

NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "FAC", "LOC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
NOMINAL = frozenset({"NOUN", "PROPN"})
QUALIFYING = frozenset({"ADJ", "NUM", "DET"})
QUALIFYING_PLACES = frozenset({"nsubj", "dobj", "pobj", "nsubjpass", "attr", "conj"})
NOT_NOMINAL = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "det", "quantmod"})
CORE = frozenset(
    {
        "compound",
        "nmod",
        "amod",
        "nummod",
        "det",
        "poss",
        "quantmod",
        "predet",
        "advmod",
        "npadvmod",
        "neg",
    }
)
CLAUSAL = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "pcomp", "relcl", "conj", "ROOT", "csubj", "dep", "parataxis", "prep"}
)
COORDINATION = frozenset({"conj", "cc", "preconj", "punct"})
LOOSE = COORDINATION | {"relcl", "appos", "advcl", "parataxis", "acl"}
LOOSER = COORDINATION | {"relcl", "appos", "advcl", "parataxis"}
VERB_LEFT = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "csubj",
        "expl",
        "mark",
        "aux",
        "auxpass",
        "advcl",
        "cc",
        "punct",
        "advmod",
        "prep",
        "npadvmod",
        "neg",
    }
)
COMPLETING = frozenset({"dobj", "attr", "prt", "oprd", "acomp", "dative", "neg"})
CLAUSE_LOOSE = COORDINATION | {"advcl", "parataxis"}
LONGEST = 40


class Candidate(NamedTuple):
    """Token offsets (end exclusive), the syntactic head and the kind of phrase (see `KINDS`)."""

    start: int
    end: int
    root: int
    kind: int


KINDS = (
    "pronoun",
    "entity",
    "noun",
    "noun_of",
    "noun_prep",
    "noun_full",
    "verb_object",
    "verb_right",
    "clause",
    "part",
)


class _Spans:
    """The spans around the heads of one text."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._whole: dict[int, tuple[int, int]] = {}

    def extent(self, token: int, drop: frozenset[str], left: bool = True) -> tuple[int, int]:
        """The span of `token` with all below those children whose relation is not in `drop`."""
        dep = self._parse.dep
        start, end = token, token + 1
        for child in self._parse.children[token]:
            if dep[child] in drop or (not left and child < token):
                continue
            whole = self._whole.get(child)
            if whole is None:
                whole = self.extent(child, COORDINATION if dep[child] == "punct" else frozenset())
                self._whole[child] = whole
            start = min(start, whole[0])
            end = max(end, whole[1])
        return start, end

    def noun(self, head: int) -> list[tuple[int, int, int]]:
        """Rows (start, end, kind) around a noun."""
        dep, children = self._parse.dep, self._parse.children
        base_start, base_end = head, head + 1
        for child in children[head]:
            if child < head and dep[child] in CORE:
                base_start = min(base_start, self._parse.left_edge[child])
            elif child == head + 1 and dep[child] in ("compound", "nummod"):
                base_end = child + 1
        spans = [(base_start, base_end, 2)]
        of_end = base_end
        for child in children[head]:
            if child > head and dep[child] == "prep" and self._parse.lower[child] == "of":
                of_end = max(of_end, self.extent(child, LOOSE)[1])
                inner = child
                for obj in children[child]:
                    if dep[obj] == "pobj":
                        inner = self.extent(obj, LOOSE | {"prep"})[1]
                spans.append((base_start, max(inner, base_end), 3))
        spans.append((base_start, of_end, 3))
        for drop, kind in ((LOOSE, 4), (LOOSER, 5), (COORDINATION, 5)):
            spans.append((base_start, max(self.extent(head, drop)[1], base_end), kind))
        return spans

    def verb(self, head: int) -> list[tuple[int, int, int]]:
        """Rows (start, end, kind) around a verb."""
        dep = self._parse.dep
        rights = [child for child in self._parse.children[head] if child > head]
        spans = []
        end = head + 1
        for child in rights:
            if dep[child] in COMPLETING:
                end = max(end, self.extent(child, LOOSE)[1] if dep[child] != "prt" else child + 1)
        spans.append((head, end, 6))
        first_prep = next((c for c in rights if dep[c] in ("prep", "agent") and c >= end), None)
        if first_prep is not None:
            spans.append((head, self.extent(first_prep, LOOSE)[1], 6))
        for drop in (CLAUSE_LOOSE, COORDINATION | {"parataxis"}):
            spans.append((head, self.extent(head, drop, left=False)[1], 7))
        spans.append((*self.extent(head, CLAUSE_LOOSE | {"mark"}), 8))
        return spans


def find_candidates(parse: Parse, entities: Iterable[tuple[int, int, int]]) -> list[Candidate]:
    """Candidates of a text in order of start, then end; each span once, with its first kind.

    `entities` are rows (start, end, root) of those that are `NAMED`.
    """
    found: dict[tuple[int, int], Candidate] = {}
    pos, dep, lower, gap, spans = parse.pos, parse.dep, parse.lower, parse.gap, _Spans(parse)

    def add(start: int, end: int, root: int, kind: int) -> None:
        while end - start > 1 and (gap[start] or dep[start] == "cc") and start != root:
            start += 1
        while end - start > 1 and (gap[end - 1] or dep[end - 1] == "case") and end - 1 != root:
            end -= 1
        if end - start > 1 and lower[start] in ("the", "a", "an"):
            start += 1
        if 0 < end - start <= LONGEST and (start, end) not in found:
            found[start, end] = Candidate(start, end, root, kind)

    for start, end, root in entities:
        add(start, end, root, 1)
    for token, (part, place, tag) in enumerate(zip(pos, dep, parse.tag, strict=True)):
        if (part == "PRON" and place not in ("expl", "det")) or tag == "PRP$":
            add(token, token + 1, token, 0)
        elif part in NOMINAL and place in NOT_NOMINAL:
            add(parse.left_edge[token], token + 1, token, 9)
        elif part in NOMINAL or (part in QUALIFYING and place in QUALIFYING_PLACES):
            for start, end, kind in spans.noun(token):
                add(start, end, token, kind)
        elif part in ("VERB", "AUX") and place in CLAUSAL:
            for start, end, kind in spans.verb(token):
                add(start, end, token, kind)
    return sorted(found.values())
