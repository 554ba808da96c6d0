"""Uncased BERT word pieces of spaCy tokens, without the tokenizers package."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_PARTS = re.compile(r"\w+|[^\w\s]", re.UNICODE)


class WordPiece:
    """Greedy longest-match word pieces; the pieces of a token are cached, since texts repeat their words."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown, self.first, self.last = (self._ids[s] for s in ("[UNK]", "[CLS]", "[SEP]"))
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPiece:
        """The vocabulary file at `path`: one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def __call__(self, token: str) -> tuple[int, ...]:
        """Piece numbers of `token`; at least one, so that every token has a vector."""
        pieces = self._cache.get(token)
        if pieces is None:
            plain = unicodedata.normalize("NFD", token.lower())
            plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
            pieces = tuple(p for part in _PARTS.findall(plain) for p in self._split(part))[:12] or (
                self.unknown,
            )
            if len(self._cache) < 100_000:
                self._cache[token] = pieces
        return pieces

    def _split(self, part: str) -> list[int]:
        pieces, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                found = self._ids.get(("##" if start else "") + part[start:end])
                if found is not None:
                    pieces.append(found)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces
