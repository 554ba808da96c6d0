"""The phrase that names a proposal or an interest, from the head of the phrase.

A reader names a thing by the shortest phrase that still says what it is: the noun with
its modifiers and complements, without the article; the verb with its object, without *to*
and without the clauses that follow.
"""

from __future__ import annotations

from spacy.tokens import Token

from ..ontology import Relation
from .arguments import SUBJECTS
from .lexicon import lexicon

MAX_TOKENS = 14
_NOUN_KEEPS = frozenset(
    {
        "amod",
        "compound",
        "poss",
        "nmod",
        "nummod",
        "prep",
        "quantmod",
        "case",
        "npadvmod",
        "punct",
        "det",
        "advmod",
    }
)
_VERB_KEEPS = frozenset(
    {
        "dobj",
        "dative",
        "prep",
        "prt",
        "acomp",
        "attr",
        "xcomp",
        "ccomp",
        "neg",
        "agent",
        "oprd",
        "advmod",
        "mark",
    }
)
_INNER = _NOUN_KEEPS | {"pobj", "pcomp", "dobj", "conj", "cc", "hyph", "prt", "aux", "acomp", "xcomp"}


_TENSED = frozenset({"VBD", "VBZ", "VBP"})
# What an actor does with a proposal, which is its object.
_ACTS = frozenset({Relation.PROPOSES, Relation.SUPPORTS, Relation.OPPOSES, Relation.DEMANDS})


def thing(verb: Token, actors: frozenset[int]) -> Token | None:
    """What is proposed, backed or refused where the verb says that an actor did so (*Kenya proposed a ban*).

    `actors` are the tokens that name actors. None where the verb says something else, or may itself be what
    somebody is to do (*to ratify the treaty*).
    """
    words = lexicon()
    if (
        verb.tag_ not in _TENSED
        or verb.lemma_ in words.light_verbs
        or not any(c.dep_ == "nsubj" and c.i in actors for c in verb.children)
    ):
        return None
    found = words.verbs.get(verb.lemma_.lower(), ())
    frames = [trigger.frame for trigger in found if trigger.alone]
    if not any(saying.relation in _ACTS for frame in frames for saying in frame.says):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)


def _collect(token: Token, keeps: frozenset[str], found: set[int], limit: int) -> None:
    found.add(token.i)
    for child in token.children:
        if child.dep_ in keeps and abs(child.i - token.i) <= limit:
            _collect(child, _INNER, found, limit)


def phrase(head: Token, *, with_subject: bool = False) -> tuple[int, int]:
    """The token offsets of the phrase around `head` (end exclusive)."""
    keeps = _VERB_KEEPS if head.pos_ in ("VERB", "AUX") else _NOUN_KEEPS
    if with_subject:
        keeps = keeps | SUBJECTS | {"aux", "auxpass"}
    found: set[int] = set()
    _collect(head, keeps, found, MAX_TOKENS)
    start = head.i
    while start - 1 in found and head.i - start < MAX_TOKENS:
        start -= 1
    end = head.i + 1
    while end in found and end - start < MAX_TOKENS:
        end += 1
    return trim(head, start, end)


def trim(head: Token, start: int, end: int) -> tuple[int, int]:
    """The span without leading articles, marks and punctuation, and without a dangling end."""
    doc = head.doc
    while start < head.i and (
        (
            doc[start].dep_ in ("det", "mark", "punct", "cc", "aux", "predet", "advmod")
            and doc[start].dep_ != "neg"
        )
        or doc[start].is_space
    ):
        start += 1
    while end - 1 > head.i and (
        doc[end - 1].pos_ in ("ADP", "CCONJ", "PUNCT", "DET", "PART", "SCONJ", "SPACE")
        and doc[end - 1].dep_ != "prt"
    ):
        end -= 1
    return start, end
