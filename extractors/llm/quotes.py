"""Whether the text says what the model quotes, and where.

A quotation is looked for letter by letter first. Models change white space, quotation marks and
dashes, so it is then looked for with these made alike, and the place found is mapped back to
offsets of the text as it is: the evidence quotes the text, never the model.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property

_ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_OUTER = "'\" ."


class Quotable:
    """A text that quotations are looked for in. Offsets are in code points, ends exclusive."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, quotation: str, start: int, end: int) -> tuple[int, int] | None:
        """The first place of the quotation between the offsets, or None where the text does not say it."""
        return next(self._places(unicodedata.normalize("NFC", quotation), start, end), None)

    def find_words(self, name: str, start: int, end: int) -> list[tuple[int, int]]:
        """Every place between the offsets where the name stands as whole words."""
        wanted = unicodedata.normalize("NFC", name).strip()
        return [place for place in self._places(wanted, start, end) if self._whole(*place)]

    def _places(self, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        exact = wanted.strip()
        if not any(character.isalnum() for character in exact):
            return
        places = list(_occurrences(self._text, exact, start, end))
        folded = _fold(exact)[0].strip()
        for alike in (folded, folded.strip(_OUTER)):
            places = places or list(self._alike(alike, start, end))
        yield from places

    def _alike(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        text, offsets = self._folded
        for place in _occurrences(text, folded, 0, len(text)):
            first, last = offsets[place[0]], offsets[place[1] - 1]
            if start <= first and last < end:
                yield first, last + 1

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self._text)

    def _whole(self, start: int, end: int) -> bool:
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        return not (before.isalnum() and self._text[start].isalnum()) and not (
            after.isalnum() and self._text[end - 1].isalnum()
        )


def _occurrences(text: str, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = text.find(wanted, start, end)
    while place >= 0:
        yield place, place + len(wanted)
        place = text.find(wanted, place + len(wanted), end)


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with its variants made alike, and for each of its characters the offset it came from."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for letter in " " if character.isspace() else _ALIKE.get(character, character):
            if letter == " " and folded and folded[-1] == " ":
                continue
            folded.append(letter)
            offsets.append(offset)
    return "".join(folded), offsets
