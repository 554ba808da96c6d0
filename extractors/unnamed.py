"""Groups without a noun: *those who object*, *hundreds protested*, *many in the party*."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .candidates import Candidate, bare_end, words
from .complements import told_end
from .learned.parse import Parse
from .wordlists import Words

_ALL = frozenset({"everyone", "everybody"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = _SUBJECTS | {"dobj", "pobj", "conj", "dative", "attr", "poss", "appos", "ROOT"}
# What is compared with is no person (*rules like those imposed*).
_COMPARING = frozenset({"like", "unlike", "than", "as"})
_ALIKE = frozenset({"similar", "comparable", "equal", "identical", "close"})
_POINTED = frozenset({"in", "at", "with"})
_COUNTED = frozenset({"in", "throughout", "across", "around", "at"})


def find_unnamed(doc: Doc, named: set[int], lists: Words) -> Iterator[Candidate]:
    """Candidates whose head is a pronoun or a number word; `named` tokens are left alone."""
    parse = Parse.of(doc)
    for index, word in enumerate(parse.lower):
        if (
            word == "public"
            and parse.lemma[parse.head[index]] in lists.attitudes
            and parse.dep[index] == "amod"
        ):
            yield _public(index)
        if word in lists.sorts and parse.lower[index - 1] == "the" and _sort(parse, index, named, lists):
            yield _group(doc, index, index + 1, 0.4)
        pointing, counting = word in lists.pointing, word in lists.counting
        if not (pointing or counting) or index in named or index + 1 == len(doc):
            continue
        if pointing and parse.dep[index] != "det" and not _compared(parse, index):
            told = _told(doc, index)
            if told is not None:
                yield _group(doc, index, told_end(doc, told, index + 1), 0.5)
            elif word in _ALL and parse.dep[index] in _SUBJECTS:
                yield _group(doc, index, index + 1, 0.3)
        elif counting and parse.dep[index] != "amod":
            told = next((t for t in doc[index].rights if t.dep_ == "prep"), None)
            if parse.lower[index + 1] == "abroad":
                yield _group(doc, index, index + 2, 0.4)
            elif told is not None and told.lower_ in _COUNTED:
                yield _group(doc, index, told_end(doc, told, index + 1), 0.4)
            elif parse.dep[index] in _SUBJECTS and (told is None or told.lower_ != "of"):
                yield _group(doc, index, index + 1, 0.4)


def _sort(parse: Parse, index: int, named: set[int], lists: Words) -> bool:
    """Whether the adjective is people (*the poor*), and neither tells a noun nor is a verb."""
    lemma = parse.lemma[index]
    noun = parse.pos[index] not in {"ADJ", "VERB"}
    known = noun and (lemma in lists.people or lemma in lists.collectives)
    return index > 0 and not known and index not in named and parse.dep[index] in _NOUNS


def _public(index: int) -> Candidate:
    """The public whose support, fear or anger it is."""
    return Candidate(
        index,
        index + 1,
        index,
        "nominal",
        NodeClass.GROUP,
        "public",
        confidence=0.4,
        head="public",
        definite=True,
        attributive=True,
        resolve=True,
    )


def _compared(parse: Parse, index: int) -> bool:
    before = parse.lower[max(0, index - 2) : index]
    return before[-1:] != [] and (before[-1] in _COMPARING or (before[-1] == "to" and before[0] in _ALIKE))


def _told(doc: Doc, index: int) -> Token | None:
    """What tells who *those* are: a clause, a participle, an adjective or a place right behind."""
    first = doc[index + 1]
    while first.pos_ == "ADV" and first.i + 1 < len(doc):
        first = first.nbor()
    if first.tag_ in {"VBG", "VBN"} or (first.pos_ == "ADJ" and first.dep_ == "amod"):
        return first
    if first.lower_ in {"who", "that"}:
        return next((t for t in doc[index].rights if t.dep_ == "relcl"), None)
    return first if first.dep_ == "prep" and first.lower_ in _POINTED else None


def _group(doc: Doc, index: int, right: int, confidence: float) -> Candidate:
    end = bare_end(doc, index, max(index + 1, right))
    return Candidate(
        index,
        end,
        index,
        "nominal",
        NodeClass.GROUP,
        words(doc, index, end),
        confidence=confidence,
        head=Parse.of(doc).lower[index],
        plural=True,
        complement=end > index + 1,
    )
