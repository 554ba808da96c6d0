"""Groups without a noun: *those who object*, *hundreds protested*, *many in the party*."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .candidates import Candidate, bare_end, words
from .learned.parse import Parse
from .wordlists import Words

_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DESCRIBED_LENGTH = 9
_COUNTED_LENGTH = 7


def find_unnamed(doc: Doc, named: set[int], lists: Words) -> Iterator[Candidate]:
    """Candidates whose head is a pronoun or a number word; `named` tokens are left alone."""
    for index, word in enumerate(Parse.of(doc).lower):
        pointing, counting = word in lists.pointing, word in lists.counting
        if not (pointing or counting) or index in named or (token := doc[index]).dep_ not in _PLACES:
            continue
        described = [
            c
            for c in token.rights
            if c.dep_ in {"relcl", "acl"} or (c.dep_ == "prep" and c.lower_ in {"in", "of"})
        ]
        if pointing and described:
            yield _group(doc, token, described[0], _DESCRIBED_LENGTH, 0.5)
        elif counting and token.dep_ in _SUBJECTS:
            if described and described[0].lower_ == "of":
                continue
            yield _group(doc, token, described[0] if described else token, _COUNTED_LENGTH, 0.4)


def _group(doc: Doc, token: Token, last: Token, longest: int, confidence: float) -> Candidate:
    right = token.i + 1 if last is token else max(t.i for t in last.subtree) + 1
    end = bare_end(doc, token.i, min(right, token.i + longest))
    return Candidate(
        token.i,
        end,
        token.i,
        "nominal",
        NodeClass.GROUP,
        words(doc, token.i, end),
        confidence=confidence,
        head=token.lower_,
        plural=True,
    )
