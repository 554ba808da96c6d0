"""A parsed text as lists: to read the attributes of tokens one by one takes longer than their use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

# Only the type: training reads prepared arrays where spaCy need not be installed.
if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS = ("ORTH", "LOWER", "POS", "TAG", "DEP", "ENT_TYPE")


class Parse:
    """The tokens of a text by number: `pos[i]` is what spaCy calls `doc[i].pos_`, and so on.

    `gap` tells punctuation and spaces; `head`, `children` (from left to right) and `left_edge` are numbers of
    tokens.
    """

    def __init__(self, doc: Doc) -> None:
        table = cast("np.ndarray", doc.to_array([*_STRINGS, "HEAD", "IS_PUNCT", "IS_SPACE"]))
        strings = doc.vocab.strings
        names = {key: strings[key] for key in np.unique(table[:, : len(_STRINGS)]).tolist()}
        columns = ([names[key] for key in table[:, n].tolist()] for n in range(len(_STRINGS)))
        self.text, self.lower, self.pos, self.tag, self.dep, self.ent = columns
        heads = np.arange(len(doc)) + table[:, -3].astype(np.int64)
        self.head: list[int] = heads.tolist()
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
