"""The way from one token to another in a dependency parse."""

from __future__ import annotations

from spacy.tokens import Token

from .learned.parse import Parse


def _chain(token: Token) -> list[Token]:
    doc, heads = token.doc, Parse.of(token.doc).head
    chain = [token.i]
    while (above := heads[chain[-1]]) != chain[-1]:
        chain.append(above)
    return [doc[number] for number in chain]


def path(first: Token, second: Token) -> tuple[list[Token], Token | None, list[Token]]:
    """The dependency path: tokens up from `first`, the common ancestor, tokens down to `second`."""
    ups, downs = _chain(first), _chain(second)
    common = {token.i for token in downs}
    for n, token in enumerate(ups):
        if token.i in common:
            below = [t.i for t in downs].index(token.i)
            return ups[:n], token, downs[:below][::-1]
    return ups, None, downs[::-1]
