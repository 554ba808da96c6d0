"""What stands behind a preposition or a particle below a token."""

from __future__ import annotations

from spacy.tokens import Token

from .arguments import antecedent, children, direct_object
from .learned.parse import Parse

_SPITE = frozenset({"despite", "over", "amid"})


def prepositional(token: Token, preposition: str) -> list[Token]:
    """The objects of a preposition or particle below the token: nouns, or verbs (*insist on leaving*)."""
    found: list[Token] = []
    for child in children(token, "prep", "dative", "agent", "prt", "advmod"):
        if child.lower_ == preposition:
            found += children(child, "pobj", "pcomp")
            if child.dep_ == "prt":
                found += direct_object(token)
        elif child.dep_ == "prep":
            # *spoke out against*: the preposition hangs below another one.
            for inner in children(child, "prep"):
                if inner.lower_ == preposition:
                    found += children(inner, "pobj", "pcomp")
    if not found and token.pos_ == "ADJ" and token.i + 1 < len(token.doc):
        # *made the loan conditional on a reform*: the parser may hang the preposition on the verb.
        following = token.nbor(1)
        if following.lower_ == preposition and following.head == token.head:
            found = children(following, "pobj", "pcomp")
    return [antecedent(token) for token in found]


def has_word(token: Token, word: str) -> bool:
    """Whether the preposition or particle hangs below the token."""
    first = word.partition("_")[0]
    parse, here = Parse.of(token.doc), token.i
    return parse.lower[min(here + 1, len(parse.lower) - 1)] == first or any(
        parse.lower[child] == first and parse.dep[child] in ("prep", "prt", "dative", "advmod")
        for child in parse.children[here]
    )


def in_spite(token: Token) -> list[Token]:
    """What is done all the same (*signed the pact despite opposition*, *in spite of protests*)."""
    link = token.head
    if token.dep_ != "pobj":
        return []
    if link.lower_ == "of" and link.head.lower_ == "spite":
        link = link.head.head
    elif link.lower_ not in _SPITE:
        return []
    if link.head.pos_ != "VERB":
        return [link.head]
    verbs = [link.head, *children(link.head, "ccomp", "xcomp")]
    return [thing for verb in verbs for thing in (*direct_object(verb), *children(verb, "nsubjpass"))]
