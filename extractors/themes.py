"""Proposals and interests of a document: which phrases name one, and which name the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .lexicon import read_data
from .spans import phrase

_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "both"})
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Nouns:
    """The words of `data/nouns.yaml`."""

    proposals: frozenset[str]
    interests: frozenset[str]
    pointers: frozenset[str]
    transparent: frozenset[str]
    thin: frozenset[str]


@cache
def nouns() -> Nouns:
    """What nouns name, as shipped."""
    data = read_data("nouns.yaml")
    names = ("proposals", "interests", "pointers", "transparent", "thin")
    return Nouns(*(frozenset(data[name]) for name in names))


@dataclass(slots=True)
class Theme:
    """A proposal or an interest: token spans of its mentions, and the votes for its class."""

    spans: list[tuple[int, int]]
    heads: list[int]
    votes: Counter[NodeClass] = field(default_factory=Counter)
    words: frozenset[str] = frozenset()
    lemma: str = ""

    @property
    def node_class(self) -> NodeClass:
        """The class with the most votes; a tie is a Proposal."""
        best = max(self.votes.values())
        return NodeClass.PROPOSAL if self.votes[NodeClass.PROPOSAL] == best else NodeClass.INTEREST


def resolve_head(token: Token) -> Token:
    """The noun that names the thing: *demands* for *a number of demands*."""
    if token.lemma_.lower() in nouns().transparent:
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for obj in prep.children:
                    if obj.dep_ == "pobj":
                        return resolve_head(obj)
    return token


def _names_nothing(token: Token) -> bool:
    """Whether the phrase is too thin to be a thing: *the way*, *some time*, a bare adjective, a number."""
    if token.pos_ in ("VERB", "AUX"):
        return token.lemma_ in ("be", "do", "have") and not any(
            c.dep_ in ("dobj", "attr", "acomp") for c in token.children
        )
    if token.pos_ not in ("NOUN", "PROPN"):
        return True
    bare = not any(c.dep_ in ("amod", "compound", "prep", "acl", "poss") for c in token.children)
    return (bare and token.lemma_.lower() in nouns().thin) or token.ent_type_ in ("DATE", "TIME", "CARDINAL")


class Themes:
    """The proposals and interests found so far, by the token that heads each mention."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._of_head: dict[int, Theme] = {}

    def add(self, token: Token, kind: str) -> None:
        """Note that the phrase headed by `token` was used as a `kind` (Proposal or Interest)."""
        token = resolve_head(token)
        if _names_nothing(token):
            return
        theme = self._of_head.get(token.i)
        if theme is None:
            span = phrase(token, with_subject=token.dep_ == "ccomp")
            words = frozenset(
                t.lemma_.lower()
                for t in self._doc[span[0] : span[1]]
                if not (t.is_stop or t.is_punct or t.is_space)
            )
            theme = Theme([span], [token.i], words=words, lemma=token.lemma_.lower())
            self._of_head[token.i] = theme
        lemma, known = token.lemma_.lower(), nouns()
        theme.votes[NodeClass(kind)] += 1
        if token.pos_ == "NOUN" and (lemma in known.proposals) != (lemma in known.interests):
            theme.votes[NodeClass.PROPOSAL if lemma in known.proposals else NodeClass.INTEREST] += 3

    def of(self, token: Token) -> Theme | None:
        """The theme whose mention the token heads."""
        return self._of_head.get(resolve_head(token).i)

    def merge(self) -> list[Theme]:
        """Join the mentions of one thing; returns the themes in the order of their first mention."""
        merged: list[Theme] = []
        for head in sorted(self._of_head):
            theme = self._of_head[head]
            same = self._same(theme, merged)
            if same is None:
                merged.append(theme)
                continue
            same.spans += theme.spans
            same.heads += theme.heads
            same.votes.update(theme.votes)
            same.words |= theme.words
            for i in theme.heads:
                self._of_head[i] = same
        return merged

    def _same(self, theme: Theme, earlier: Iterable[Theme]) -> Theme | None:
        head = self._doc[theme.heads[0]]
        pointing = any(c.lower_ in _POINTING for c in head.children if c.dep_ in ("det", "poss", "amod"))
        pointing = pointing and theme.lemma in nouns().pointers and len(theme.words) <= 1
        best: Theme | None = None
        for other in earlier:
            shared = len(theme.words & other.words)
            union = len(theme.words | other.words)
            if union and shared / union >= _SAME:
                return other
            if pointing and other.lemma == theme.lemma:
                best = other
        return best
