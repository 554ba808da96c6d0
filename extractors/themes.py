"""Proposals and interests of a document: which phrases name one, and which name the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .arguments import children
from .learned.parse import Parse
from .lexicon import read_data, word_sets
from .spans import phrase
from .standing import sentence_numbers

# Two themes whose words agree to this share (of all their words) are one.
SAME_WORDS = 0.6
# Two spans that share this much of the shorter name the same phrase.
SAME_SPAN = 0.6
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "both"})
_SHOWING = frozenset({"this", "that", "these", "those", "such"})
_DEFINITE = frozenset({"the", "this", "that"})
_NARROWING = frozenset({"amod", "compound", "prep", "acl", "relcl", "poss", "nummod", "nmod", "appos"})
# *That condition* means what was asked for no further back than this many sentences.
_REACH = 1
_LISTED = 3.0


@dataclass(frozen=True, slots=True)
class Nouns:
    """The words of `data/nouns.yaml`."""

    proposals: frozenset[str]
    interests: frozenset[str]
    pointers: frozenset[str]
    asked: frozenset[str]
    shared: frozenset[str]
    burdens: frozenset[str]
    messages: frozenset[str]
    transparent: frozenset[str]
    thin: frozenset[str]


@cache
def nouns() -> Nouns:
    """What nouns name, as shipped."""
    return word_sets("nouns.yaml", Nouns)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention of a theme: token offsets (end exclusive) and the index of the head."""

    start: int
    end: int
    head: int

    def overlaps(self, other: Phrase) -> bool:
        """Whether the two share most of the shorter one."""
        if self.end <= other.start or other.end <= self.start:
            return False
        inside = min(self.end, other.end) - max(self.start, other.start)
        return inside >= SAME_SPAN * min(self.end - self.start, other.end - other.start)


@dataclass(slots=True)
class Theme:
    """A proposal or an interest: its mentions, the votes for its class, and the chance that it is either.

    `bare` tells that nothing narrows the noun down, `showing` that *this*, *that* or *such* stands with it,
    `definite` that it is one thing with *the* or *this*.
    """

    phrases: list[Phrase]
    votes: defaultdict[NodeClass, float]
    words: frozenset[str]
    lemma: str
    pointing: bool
    bare: bool = False
    showing: bool = False
    definite: bool = False
    chance: float = 1.0

    @property
    def node_class(self) -> NodeClass:
        """The class with the most votes; a tie is a Proposal."""
        proposal, interest = self.votes[NodeClass.PROPOSAL], self.votes[NodeClass.INTEREST]
        return NodeClass.PROPOSAL if proposal >= interest else NodeClass.INTEREST


def resolve_head(token: Token) -> Token:
    """The noun that names the thing: *demands* for *a number of demands*."""
    if token.lemma_.lower() in nouns().transparent:
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for obj in prep.children:
                    if obj.dep_ == "pobj":
                        return resolve_head(obj)
    return token


def out_of_reach(verb: Token) -> bool:
    """Whether the verb says what somebody cannot do (*could not afford more*): no end, and no proposal."""
    parse = Parse.of(verb.doc)
    below = [(parse.dep[child], parse.lower[child]) for child in parse.children[verb.i]]
    return any(label == "neg" for label, _ in below) and any(
        label == "aux" and word in ("can", "ca", "could") for label, word in below
    )


def names_nothing(token: Token) -> bool:
    """Whether the phrase is too thin to be a thing: *the way*, *some time*, a bare adjective, a number."""
    if token.pos_ in ("VERB", "AUX"):
        if out_of_reach(token):
            return True
        return token.lemma_ in ("be", "do", "have") and not children(token, "dobj", "attr", "acomp")
    if token.pos_ not in ("NOUN", "PROPN"):
        return True
    bare = not children(token, "amod", "compound", "prep", "acl", "poss")
    return (bare and token.lemma_.lower() in nouns().thin) or token.ent_type_ in ("DATE", "TIME", "CARDINAL")


def _describe(doc: Doc, found: Phrase) -> Theme:
    head, known, parse = found.head, nouns(), Parse.of(doc)
    lemma, dep, lower = parse.lemma[head], parse.dep, parse.lower
    words = frozenset(
        parse.lemma[i] for i in range(found.start, found.end) if not (parse.stop[i] or parse.gap[i])
    )
    below, noun = parse.children[head], parse.pos[head] == "NOUN"
    pointing = any(lower[c] in _POINTING for c in below if dep[c] in ("det", "poss", "amod"))
    pointing = pointing and lemma in known.pointers and len(words) <= 1
    votes: defaultdict[NodeClass, float] = defaultdict(float)
    if noun and (lemma in known.proposals) != (lemma in known.interests):
        votes[NodeClass.PROPOSAL if lemma in known.proposals else NodeClass.INTEREST] += _LISTED
    showing = any(lower[c] in _SHOWING for c in below if dep[c] in ("det", "amod"))
    bare = noun and not any(
        dep[c] in _NARROWING and parse.tag[c] != "PRP$" and lower[c] not in _POINTING for c in below
    )
    definite = bare and parse.tag[head] == "NN" and any(lower[c] in _DEFINITE for c in below if c < head)
    return Theme([found], votes, words, lemma, pointing, bare, showing and bare, definite)


class Themes:
    """The proposals and interests of one document, found by the heads of the phrases that name them.

    First `add` every phrase, then `merge`, then ask with `of`.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._at: dict[int, Theme] = {}

    def add(self, found: Phrase, votes: Mapping[NodeClass, float], chance: float = 1.0) -> None:
        """Note a phrase that names a proposal or an interest, with votes for either and the chance of one."""
        theme = self._at.get(found.head)
        if theme is None:
            theme = self._at[found.head] = _describe(self._doc, found)
            theme.chance = chance
        for node_class, weight in votes.items():
            theme.votes[node_class] += weight

    def use(self, token: Token, kind: str, *, admit: bool) -> None:
        """Note that a predicate takes the phrase headed by `token` as a `kind` (Proposal or Interest).

        Another phrase is added where `admit` says so, or where it names one theme again (*the levy*).
        """
        token = resolve_head(token)
        if token.i in self._at:
            self._at[token.i].votes[NodeClass(kind)] += 1
        elif not names_nothing(token) if admit else self._named_before(token):
            start, end = phrase(token, with_subject=token.dep_ == "ccomp")
            self.add(Phrase(start, end, token.i), {NodeClass(kind): 1}, 1.0 if admit else 0.0)

    def _named_before(self, token: Token) -> bool:
        again = _describe(self._doc, Phrase(token.i, token.i + 1, token.i))
        before = [theme.lemma for index, theme in self._at.items() if index < token.i]
        return again.definite and before.count(again.lemma) == 1

    def of(self, token: Token) -> Theme | None:
        """The theme whose mention the token heads."""
        return self._at.get(resolve_head(token).i)

    def merge(self) -> list[Theme]:
        """Join the mentions of one thing; returns the themes in the order of their first mention."""
        merged: list[Theme] = []
        sentence = sentence_numbers(self._doc)
        for head in sorted(self._at):
            theme = self._at[head]
            same = _same(theme, merged) or _shown(theme, merged, sentence)
            if same is None:
                merged.append(theme)
                continue
            same.phrases += theme.phrases
            same.chance = max(same.chance, theme.chance)
            for node_class, weight in theme.votes.items():
                same.votes[node_class] += weight
            for found in theme.phrases:
                self._at[found.head] = same
        return merged


def _same(theme: Theme, earlier: Sequence[Theme]) -> Theme | None:
    """The earlier theme that this one names again: by its words, or by pointing back (*the treaty*).

    A bare noun (*levy*) is the one thing before it that has its name (*levy on cement*), or else a name like
    its own (*the agreement* for *a fishing accord*).
    """
    named: list[Theme] = []
    for other in earlier:
        union = len(theme.words | other.words)
        if union and len(theme.words & other.words) / union >= SAME_WORDS:
            return other
        if other.lemma == theme.lemma:
            named.append(other)
    if named:
        return named[-1] if theme.pointing or (theme.bare and len(named) == 1) else None
    like = [t for t in earlier if _alike(t.lemma, theme.lemma)] if theme.definite else []
    return like[0] if len(like) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Whether two nouns may name one thing in turn."""
    return any(one in nouns and other in nouns for nouns in read_data("alike.yaml"))


def _shown(theme: Theme, earlier: Iterable[Theme], sentence: Sequence[int]) -> Theme | None:
    """The proposal that *this requirement* or *that condition* means: the last one in reach."""
    if not theme.showing or theme.lemma not in nouns().asked:
        return None
    here = theme.phrases[0].head
    before = [
        (phrase.head, other)
        for other in earlier
        for phrase in other.phrases
        if phrase.head < here and sentence[here] - sentence[phrase.head] <= _REACH
    ]
    proposals = [pair for pair in before if pair[1].node_class is NodeClass.PROPOSAL]
    return max(proposals, key=lambda pair: pair[0])[1] if proposals else None
