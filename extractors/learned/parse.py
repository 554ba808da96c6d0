"""A parsed text as lists: to read the attributes of tokens one by one takes longer than their use."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, cast

import numpy as np

# Only the type: training reads prepared arrays where spaCy need not be installed.
if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS = ("ORTH", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE", "LEMMA")
_FLAGS = ("SPACY", "IS_STOP", "HEAD", "IS_SPACE", "IS_PUNCT")
_KEPT = f"{__name__}.Parse"


class Parse:
    """The tokens of a text by number: `pos[i]` is what spaCy calls `doc[i].pos_`, and so on.

    `lemma` is in lower case; `gap` tells punctuation and spaces, `space` the latter alone, `stop` words that
    are too common to tell much; `head`, `children` (from left to right) and `left_edge` are numbers of
    tokens; `begin` and `end` are offsets in code points of the `whole` text.
    """

    def __init__(self, doc: Doc) -> None:
        table = cast("np.ndarray", doc.to_array([*_STRINGS, *_FLAGS]))
        strings = doc.vocab.strings
        names = {key: strings[key] for key in np.unique(table[:, : len(_STRINGS)]).tolist()}
        columns = ([names[key] for key in table[:, n].tolist()] for n in range(len(_STRINGS)))
        self.text, self.lower, self.pos, self.tag, self.dep, self.ent, lemmas = columns
        self.lemma = [lemma.lower() for lemma in lemmas]
        followed = table[:, -5].tolist()
        self.stop: list[bool] = (table[:, -4] != 0).tolist()
        self.whole = "".join(
            [f"{word} " if space else word for word, space in zip(self.text, followed, strict=True)]
        )
        lengths = [len(word) + space for word, space in zip(self.text, followed, strict=True)]
        self.begin = list(accumulate(lengths, initial=0))[:-1]
        self.end = [begin + len(word) for begin, word in zip(self.begin, self.text, strict=True)]
        heads = np.arange(len(doc)) + table[:, -3].astype(np.int64)
        self.head: list[int] = heads.tolist()
        self.space: list[bool] = (table[:, -2] != 0).tolist()
        self.gap: list[bool] = (table[:, -2:] != 0).any(1).tolist()
        self.children: list[list[int]] = [[] for _ in self.head]
        for token, head in enumerate(self.head):
            if head != token:
                self.children[head].append(token)
        # What begins furthest to the left comes first, and so need not be told twice.
        self.left_edge = list(range(len(self.head)))
        for token, head in enumerate(self.head):
            while self.left_edge[head] > token:
                self.left_edge[head] = token
                head = self.head[head]  # noqa: PLW2901 - on to the root

    @classmethod
    def of(cls, doc: Doc) -> Parse:
        """The lists of a text, made once: after the parse, nothing changes in it."""
        known: Parse | None = doc.user_data.get(_KEPT)
        if known is None:
            known = doc.user_data[_KEPT] = cls(doc)
        return known
