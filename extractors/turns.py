"""The turns of a transcript: lines that begin with who speaks, as in *MS BRANDT: We reject it.*"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_MORE = rf"(?:{_WORD}|of|the|for|and|de|van|von|\([^()\n]{{1,60}}\))"
_LABEL = re.compile(rf"^[^\S\n]*(?P<label>{_WORD}(?: {_MORE}){{0,7}}):[^\S\n]+(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks and what is said: `start` to `colon` is the label, `text` to `end` the words.

    Offsets in code points; a turn runs on to the next label, or to the end of the text.
    """

    start: int
    colon: int
    text: int
    end: int


@lru_cache(maxsize=16)
def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; none where the text is no transcript.

    A text is one if speakers take turns: some label stands twice, or all of at least two are in
    capitals. So headings such as *Background: …* are not taken for speakers.

    >>> text = "ADA: We reject it.\\nBEN: We do not."
    >>> [text[turn.start : turn.colon] for turn in find_turns(text)]
    ['ADA', 'BEN']
    """
    found = list(_LABEL.finditer(text))
    labels = Counter(match["label"] for match in found)
    in_capitals = len(labels) > 1 and all(label.isupper() for label in labels)
    if not in_capitals and not any(count > 1 for count in labels.values()):
        return ()
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        Turn(match.start("label"), match.end("label"), match.end(), end)
        for match, end in zip(found, ends, strict=True)
    )
