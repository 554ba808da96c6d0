"""What is found of a token or of a text is found once: after the parse, nothing changes in a text."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from spacy.tokens import Doc, Token


def once[T](find: Callable[[Token], T]) -> Callable[[Token], T]:
    """The same function, which looks at each token once.

    What it finds is kept with the text, and so must not be tokens, which would keep the text.
    """
    name = f"{__name__}.{find.__name__}"

    @wraps(find)
    def found(token: Token) -> T:
        known: dict[int, T] | None = token.doc.user_data.get(name)
        if known is None:
            known = token.doc.user_data[name] = {}
        number = token.i
        if number not in known:
            known[number] = find(token)
        return known[number]

    return found


def once_a_text[T](find: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """As `once`, for what is found of a whole text: not to be changed by who asks for it."""
    name = f"{__name__}.{find.__name__}"

    @wraps(find)
    def found(doc: Doc) -> T:
        if name not in doc.user_data:
            doc.user_data[name] = find(doc)
        known: T = doc.user_data[name]
        return known

    return found


def found_once(find: Callable[[Token], list[Token]]) -> Callable[[Token], list[Token]]:
    """As `once`, for a function that finds tokens: their numbers are kept."""

    @wraps(find)
    def numbers(token: Token) -> tuple[int, ...]:
        return tuple(one.i for one in find(token))

    known = once(numbers)

    @wraps(find)
    def found(token: Token) -> list[Token]:
        doc = token.doc
        return [doc[number] for number in known(token)]

    return found
