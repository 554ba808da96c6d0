"""Whose words a passage is: who is reported, who is quoted, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from .arguments import children, expanded, logical_subject, surface_subject
from .learned.parse import Parse
from .qualifiers import voices
from .quotations import quoted_spans
from .turns import find_turns


@dataclass(frozen=True, slots=True)
class Voice:
    """Coordinated speakers, and the word that says that they speak: *said*, *according*, a colon."""

    speakers: tuple[Token, ...]
    by: Token


def _voice(speakers: Iterable[Token], by: Token) -> Voice:
    return Voice(tuple(expanded(speakers)), by)


class Sources:
    """Who says what is said at a token: a chain of voices, nearest first.

    Reads *X said that …*, *…, X said*, *according to X*, quotations that run on over several
    sentences, whose speaker stands at either end of them, and the turns of a transcript.
    """

    def __init__(self, doc: Doc) -> None:
        self._passages = [*_quotations(doc), *_turns(doc)]
        self._known: dict[int, list[Voice]] = {}
        self._according = "according" in Parse.of(doc).lower

    def of(self, predicate: Token) -> list[Voice]:
        """The voices at a predicate, nearest first."""
        if predicate.i not in self._known:
            self._known[predicate.i] = self._chain(predicate)
        return self._known[predicate.i]

    def _chain(self, predicate: Token) -> list[Voice]:
        chain: list[Voice] = []
        reporting = voices().reporting
        token = predicate
        while token.head != token:
            head = token.head
            if (
                token.dep_ in ("ccomp", "parataxis")
                and head.lemma_ in reporting
                and head.pos_ == "VERB"
                and not _parted(token, head)
                and (speakers := logical_subject(head) or surface_subject(head))
            ):
                chain.append(_voice(speakers, head))
            token = head
        for child in token.sent if self._according else ():
            if child.lower_ == "according" and (to := children(child, "prep")):
                chain.append(_voice(children(to[0], "pobj"), child))
        for start, end, voice in self._passages:
            if start <= predicate.i < end and (not chain or voice.by.text == ":"):
                chain.append(voice)
        return chain


def _parted(token: Token, verb: Token) -> bool:
    """Whether another thought begins before who speaks: *Kerr accepted the survey; Selim said he did not*."""
    return token.i < verb.i and any(t.text == ";" for t in verb.doc[token.i : verb.i])


def _quotations(doc: Doc) -> Iterator[tuple[int, int, Voice]]:
    for start, end in quoted_spans(doc):
        if (voice := _quoted(doc, start, end)) is not None:
            yield start, end, voice


def _quoted(doc: Doc, start: int, end: int) -> Voice | None:
    """The subject of the nearest reporting verb outside the quotation, in the sentences at its ends."""
    reporting, inside = voices().reporting, range(start, end)
    for sent in dict.fromkeys((doc[min(end, len(doc) - 1)].sent, doc[start].sent)):
        verbs = [t for t in sent if t.lemma_ in reporting and t.pos_ == "VERB" and t.i not in inside]
        for verb in sorted(verbs, key=lambda t: min(abs(t.i - start), abs(t.i - end))):
            if speakers := [s for s in logical_subject(verb) if s.i not in inside]:
                return _voice(speakers, verb)
    return None


def _turns(doc: Doc) -> Iterator[tuple[int, int, Voice]]:
    for turn in find_turns(Parse.of(doc).whole):
        label = doc.char_span(turn.start, turn.colon)
        words = doc.char_span(turn.text, turn.end, alignment_mode="expand")
        if label is not None and words is not None and label.end < len(doc):
            yield words.start, words.end, Voice(tuple(reversed(label)), doc[label.end])
