"""Whose words a passage is: who is quoted, who is reported, whose turn it is."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .arguments import children, conjuncts, logical_subject, surface_subject
from .qualifiers import voices

_QUOTES = {"“": "”", '"': '"', "«": "»"}


def quoted_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token offsets of the quotations between paired marks (end exclusive), within a paragraph or across."""
    spans: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for token in doc:
        if opened >= 0 and token.text == closing:
            if token.i - opened > 3:
                spans.append((opened, token.i + 1))
            opened = -1
        elif opened < 0 and token.text in _QUOTES:
            opened, closing = token.i, _QUOTES[token.text]
        elif opened >= 0 and token.is_space and "\n" in token.text and token.i - opened > 120:
            opened = -1  # an unpaired mark does not quote the rest of the text
    return spans


class Sources:
    """Who says what is said at a token: a chain of speakers' tokens, nearest first.

    Reads *X said that …*, *…, X said*, *according to X* and quotations that run on over
    several sentences, whose speaker stands at either end of them.
    """

    def __init__(self, doc: Doc) -> None:
        self._quotes: list[tuple[int, int, list[Token]]] = []
        for start, end in quoted_spans(doc):
            self._quotes.append((start, end, self._quote_speaker(doc, start, end)))

    @staticmethod
    def _quote_speaker(doc: Doc, start: int, end: int) -> list[Token]:
        reporting = voices().reporting
        for sent in dict.fromkeys((doc[min(end, len(doc) - 1)].sent, doc[start].sent)):
            inside = range(start, end)
            verbs = [t for t in sent if t.lemma_ in reporting and t.pos_ == "VERB" and t.i not in inside]
            verbs.sort(key=lambda t: min(abs(t.i - start), abs(t.i - end)))
            for verb in verbs:
                if speakers := [s for s in logical_subject(verb) if s.i not in inside]:
                    return speakers
        return []

    def of(self, predicate: Token) -> list[list[Token]]:
        """The speakers at a predicate, nearest first; each entry holds coordinated speakers."""
        chain: list[list[Token]] = []
        reporting = voices().reporting
        token = predicate
        while token.head != token:
            head = token.head
            if (
                token.dep_ in ("ccomp", "parataxis")
                and head.lemma_ in reporting
                and head.pos_ == "VERB"
                and (speakers := logical_subject(head) or surface_subject(head))
            ):
                chain.append([s for speaker in speakers for s in conjuncts(speaker)])
            token = head
        for child in token.sent:
            if child.lower_ == "according" and (to := children(child, "prep")):
                chain += [[s for obj in children(to[0], "pobj") for s in conjuncts(obj)]]
        for start, end, speakers in self._quotes:
            if start <= predicate.i < end and speakers and not chain:
                chain.append([s for speaker in speakers for s in conjuncts(speaker)])
        return chain
