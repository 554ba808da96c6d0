"""Claims whose proposal or interest the learned reader names by another word of the same phrase.

*agreed to begin direct talks*: the rule looks at *begin*, the reader names the *talks*. *want to halt the
advance*: the rule may look at the advance, the reader names what is to be done about it. Such a claim speaks
of the theme that is named, with a stage of its own, for it is right less often.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..ontology import Relation
from .arguments import children
from .frames import Claim, Filler
from .nodes import Nodes
from .themes import resolve_head

_PREFIX = "near-"
# Rules that name the very noun that they mean.
_FIXED = frozenset({"constructions/holder", "constructions/addressee"})


def rule_name(stage: str) -> str:
    """The rule of a stage, whether its claim was moved to a theme near by or not."""
    return stage.partition(":")[2] if stage.startswith(_PREFIX) else stage


def _within(token: Token) -> Iterator[Token]:
    """The words that name what the phrase of a token is about, the surest first."""
    below = children(token, "dobj")
    yield from below
    for prep in children(token, "prep"):
        yield from children(prep, "pobj", "pcomp")
    yield from children(token, "acl", "xcomp", "ccomp", "relcl")
    for obj in below:
        for prep in children(obj, "prep"):
            yield from children(prep, "pobj", "pcomp")


def _around(token: Token) -> Iterator[Token]:
    """The word of whose phrase the token is the end."""
    if token.dep_ == "dobj":
        yield token.head
    elif token.dep_ == "pobj":
        yield token.head.head


def _named(filler: Filler, nodes: Nodes) -> tuple[Filler, str] | None:
    """The filler by the word that heads the phrase of a theme, and where that stands."""
    token = resolve_head(filler.token)
    for where, words in (("within", _within(token)), ("around", _around(token))):
        for word in words:
            if nodes.phrase_at(word) is not None:
                return Filler(word, filler.kind), where
    return None


def near(claim: Claim, nodes: Nodes) -> Claim:
    """The claim about the theme next to the word that it takes for one; as it is where that needs no change.

    A claim is left alone if both its ends, or an actor, would have to move. Nobody opposes what they do
    themselves (*halt the advance*), so an opposition does not move outwards.
    """
    if claim.stage in _FIXED:
        return claim
    lost = [end for end in (claim.subject, claim.object) if not nodes.named_by(end)]
    if len(lost) != 1 or lost[0].kind == "Actor" or (found := _named(lost[0], nodes)) is None:
        return claim
    filler, where = found
    if where == "around" and claim.relation is Relation.OPPOSES:
        return claim
    stage = f"{_PREFIX}{where}:{claim.stage}"
    if lost[0] is claim.subject:
        return claim._replace(subject=filler, stage=stage)
    return claim._replace(object=filler, stage=stage)
