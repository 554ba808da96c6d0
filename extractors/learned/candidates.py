"""Candidate phrases: every span of a parsed text that may name an actor, a proposal or an interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

# Only the types: training reads prepared arrays where spaCy need not be installed.
if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "FAC", "LOC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
NOMINAL = frozenset({"NOUN", "PROPN"})
NOT_NOMINAL = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "det", "quantmod"})
CLAUSAL = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "pcomp", "relcl", "conj", "ROOT", "csubj", "dep", "parataxis", "prep"}
)
COORDINATION = frozenset({"conj", "cc", "preconj", "punct"})
LOOSE = COORDINATION | {"relcl", "appos", "advcl", "parataxis", "acl"}
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


def _extent(token: Token, drop: frozenset[str], left: bool = True, depth: int = 0) -> tuple[int, int]:
    """The span of `token` with those children whose relation is not in `drop`."""
    start, end = token.i, token.i + 1
    for child in token.children:
        if child.dep_ in drop or (not left and child.i < token.i):
            continue
        low, high = _extent(
            child, COORDINATION if depth >= 0 and child.dep_ == "punct" else frozenset(), True, depth + 1
        )
        start, end = min(start, low), max(end, high)
    return start, end


def _noun_spans(head: Token) -> list[tuple[int, int, int]]:
    base_start, base_end = head.i, head.i + 1
    core = {
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
    for child in head.children:
        if child.i < head.i and child.dep_ in core:
            base_start = min(base_start, child.left_edge.i)
        elif child.i > head.i and child.dep_ in {"compound", "nummod"} and child.i == head.i + 1:
            base_end = child.i + 1
    spans = [(base_start, base_end, 2)]
    of_end = base_end
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            of_end = max(of_end, _extent(child, LOOSE)[1])
            inner = child.i
            for obj in child.children:
                if obj.dep_ == "pobj":
                    inner = _extent(obj, LOOSE | {"prep"})[1]
            spans.append((base_start, max(inner, base_end), 3))
    spans.append((base_start, of_end, 3))
    _, end = _extent(head, LOOSE)
    spans.append((base_start, max(end, base_end), 4))
    _, end = _extent(head, COORDINATION | {"relcl", "appos", "parataxis", "advcl"})
    spans.append((base_start, max(end, base_end), 5))
    _, end = _extent(head, COORDINATION)
    spans.append((base_start, max(end, base_end), 5))
    return spans


def _verb_spans(head: Token) -> list[tuple[int, int, int]]:
    spans = []
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"dobj", "attr", "prt", "oprd", "acomp", "dative", "neg"}:
            end = max(end, _extent(child, LOOSE)[1] if child.dep_ != "prt" else child.i + 1)
    spans.append((head.i, end, 6))
    first_prep = next((c for c in head.rights if c.dep_ in {"prep", "agent"} and c.i >= end), None)
    if first_prep is not None:
        spans.append((head.i, _extent(first_prep, LOOSE)[1], 6))
    _, right = _extent(head, CLAUSE_LOOSE, left=False)
    spans.append((head.i, right, 7))
    _, right = _extent(head, COORDINATION | {"parataxis"}, left=False)
    spans.append((head.i, right, 7))
    start, right = _extent(head, CLAUSE_LOOSE | {"mark"})
    spans.append((start, right, 8))
    return spans


def find_candidates(doc: Doc) -> list[Candidate]:
    """Candidates of `doc` in order of start, then end; each span once, with its first kind."""
    found: dict[tuple[int, int], Candidate] = {}

    def add(start: int, end: int, root: int, kind: int) -> None:
        while (
            end - start > 1
            and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc")
            and doc[start].i != root
        ):
            start += 1
        while (
            end - start > 1
            and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "case")
            and end - 1 != root
        ):
            end -= 1
        if doc[start].lower_ in {"the", "a", "an"} and end - start > 1:
            start += 1
        if 0 < end - start <= LONGEST:
            found.setdefault((start, end), Candidate(start, end, root, kind))

    for ent in doc.ents:
        if ent.label_ in NAMED:
            add(ent.start, ent.end, ent.root.i, 1)
    for token in doc:
        if (token.pos_ == "PRON" and token.dep_ not in {"expl", "det"}) or token.tag_ == "PRP$":
            add(token.i, token.i + 1, token.i, 0)
        elif token.pos_ in NOMINAL and token.dep_ in NOT_NOMINAL:
            add(token.left_edge.i, token.i + 1, token.i, 9)
        elif token.pos_ in NOMINAL or (
            token.pos_ in {"ADJ", "NUM", "DET"}
            and token.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass", "attr", "conj"}
        ):
            for start, end, kind in _noun_spans(token):
                add(start, end, token.i, kind)
        elif token.pos_ in {"VERB", "AUX"} and token.dep_ in CLAUSAL:
            for start, end, kind in _verb_spans(token):
                add(start, end, token.i, kind)
    return sorted(found.values())
