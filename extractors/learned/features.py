"""What the learned model sees of a parsed text, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .candidates import NAMED, find_candidates
from .parse import Parse
from .wordpiece import WordPiece

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int32]

# Pieces; long enough to see the neighbouring sentences, short enough for the attention to stay cheap.
WINDOW = 160


@dataclass(frozen=True)
class Columns:
    """The parts of speech, dependency labels and entity types that a reader was trained on, by number.

    Number 0 stands for every other one.
    """

    pos: Mapping[str, int]
    dep: Mapping[str, int]
    ent: Mapping[str, int]

    @classmethod
    def of(cls, pos: Sequence[str], dep: Sequence[str], ent: Sequence[str]) -> Columns:
        """Columns from the names in order."""
        return cls(*({name: i for i, name in enumerate(names)} for names in (pos, dep, ent)))


@dataclass(frozen=True)
class Features:
    """Arrays over the tokens and the candidates of one text.

    `windows` are (first token, end token) runs of whole sentences; `pieces` are the piece numbers
    of all tokens in a row, and token i owns pieces `offsets[i]` to `offsets[i + 1]`. `spans` has a
    row (start, end, root, kind) for each candidate.
    """

    pieces: Ints
    offsets: Ints
    windows: Ints
    pos: Ints
    dep: Ints
    ent: Ints
    head: Ints
    sentence: Ints
    spans: Ints


def cut(lengths: Ints, sentences: list[tuple[int, int]], window: int = WINDOW) -> list[tuple[int, int]]:
    """Consecutive whole sentences up to `window` pieces; a longer sentence is cut at token bounds."""
    windows: list[tuple[int, int]] = []
    start, used = 0, 0
    for first, end in sentences:
        size = int(lengths[first:end].sum())
        if used and used + size > window:
            windows.append((start, first))
            start, used = first, 0
        if size > window:
            for token in range(first, end):
                if used + int(lengths[token]) > window:
                    windows.append((start, token))
                    start, used = token, 0
                used += int(lengths[token])
        else:
            used += size
    if len(lengths) > start:
        windows.append((start, len(lengths)))
    return windows


def featurise(doc: Doc, split: WordPiece, columns: Columns) -> Features:
    """The arrays of `doc`, which must be parsed and have entities."""
    parse = Parse.of(doc)
    known = {word: split(word) for word in set(parse.text)}
    pieces = [known[word] for word in parse.text]
    lengths = np.array([len(p) for p in pieces], dtype=np.int32)
    sentences = [(s.start, s.end) for s in doc.sents]
    sentence = np.zeros(len(doc), dtype=np.int32)
    for number, (start, end) in enumerate(sentences):
        sentence[start:end] = number
    entities = [(e.start, e.end, e.root.i) for e in doc.ents if e.label_ in NAMED]
    return Features(
        pieces=np.array([p for ps in pieces for p in ps], dtype=np.int32),
        offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        windows=np.array(cut(lengths, sentences), dtype=np.int32).reshape(-1, 2),
        pos=np.array([columns.pos.get(name, 0) for name in parse.pos], dtype=np.int32),
        dep=np.array([columns.dep.get(name, 0) for name in parse.dep], dtype=np.int32),
        ent=np.array([columns.ent.get(name, 0) for name in parse.ent], dtype=np.int32),
        head=np.array(parse.head, dtype=np.int32),
        sentence=sentence,
        spans=np.array(find_candidates(parse, entities), dtype=np.int32).reshape(-1, 4),
    )
