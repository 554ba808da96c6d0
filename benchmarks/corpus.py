"""Invented extractions of any size, in the shape that real ones have.

Every sentence is made up, and every quotation and mention is at its true offsets. The shares are
those of 124 articles that people annotated: relations, polarity, certainty, voices and conditions;
statements, actors, proposals and interests a document; a few actors that nearly every document
names and many that one names. The same seed and size give the same extractions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count

from corpus_shares import (
    ADDRESSED,
    AIMS,
    CONDITIONAL,
    DATED,
    DENIED,
    GOODS,
    KINDS,
    MENTIONED,
    PLANS,
    RELATIONS,
    RETOLD,
    SOUNDS,
    STATEMENTS,
    UNCERTAIN,
    VOICED,
)
from parleygraph.graph import Graph, Run
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation
from parleygraph.ontology.terms import NodeTerm


@dataclass
class Cast:
    """Who and what a document is about: labels by kind, the likelier the earlier."""

    document: int
    actors: list[tuple[str, NodeClass]]
    proposals: list[str]
    interests: list[str]


@dataclass
class Draft:
    """A text while it is written, and where it mentions whom or what."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    mentions: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def write(self, words: str) -> None:
        """Add words that mention nothing."""
        self.pieces.append(words)
        self.length += len(words)

    def name(self, label: str, rng: random.Random) -> None:
        """Add a label: a mention where it is the first, and else often none, as pronouns stand for many."""
        places = self.mentions.setdefault(label, [])
        if not places or rng.random() < MENTIONED:
            places.append((self.length, self.length + len(label)))
        self.write(label)


def graph(statements: int, *, seed: int = 1) -> Graph:
    """The graph of that many statements."""
    run = Run(version="0.1.0", model="invented", model_version="1")
    return Graph(extractions(statements, seed=seed), run=run)


def extractions(statements: int, *, seed: int = 1) -> Iterator[Extraction]:
    """The extractions of as many documents as hold that many statements."""
    rng = random.Random(seed)
    documents = 1 + statements // STATEMENTS
    names = sorted({_name(rng) for _ in range(60 + 3 * documents)})
    rng.shuffle(names)
    known = [
        (name, rng.choice(tuple(c for c in NodeClass if c.is_actor))) for name in names[: 30 + documents]
    ]
    # Zipf: the tenth actor is named a tenth as often as the first.
    reach = list(accumulate(1 / rank for rank in range(1, len(known) + 1)))
    # The more documents, the oftener two of them have a proposal or an interest of one name.
    places = names[: 30 + documents // 20]
    left = statements
    for number in count():
        actors = dict.fromkeys(rng.choices(known, cum_weights=reach, k=8))
        strangers = (f"{rng.choice(names)} {_name(rng)}" for _ in range(8))
        actors |= dict.fromkeys((name, NodeClass.PERSON) for name in strangers)
        cast = Cast(
            number,
            list({name: (name, kind) for name, kind in actors}.values()),
            list(dict.fromkeys(_proposal(rng, places) for _ in range(20))),
            list(dict.fromkeys(_interest(rng, places) for _ in range(12))),
        )
        made = _extraction(cast, min(left, round(STATEMENTS * rng.uniform(0.5, 1.5))), rng)
        yield made
        left -= len(made.statements)
        if left <= 0:
            return


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(SOUNDS) for _ in range(rng.choice((2, 3, 3)))).capitalize()


def _skewed[T](values: Sequence[T], rng: random.Random) -> T:
    """One of the values, the earlier the likelier."""
    return values[int(len(values) * rng.random() ** 2)]


def _proposal(rng: random.Random, places: Sequence[str]) -> str:
    return f"{_skewed(places, rng)} {rng.choice(KINDS)} {rng.choice(GOODS)} {rng.choice(PLANS)}"


def _interest(rng: random.Random, places: Sequence[str]) -> str:
    return f"{rng.choice(KINDS)} {rng.choice(GOODS)} {rng.choice(AIMS)} of {_skewed(places, rng)}"


def _extraction(cast: Cast, wanted: int, rng: random.Random) -> Extraction:
    """The document of the cast, and what is to be found in it."""
    draft, found = Draft(), []
    classes = dict(cast.actors)
    classes |= dict.fromkeys(cast.proposals, NodeClass.PROPOSAL)
    classes |= dict.fromkeys(cast.interests, NodeClass.INTEREST)
    day = f"20{31 + cast.document % 9}-{1 + cast.document % 12:02}-{1 + cast.document % 28:02}"
    shares = [share for share, _ in RELATIONS.values()]
    while len(found) < wanted:
        for relation in rng.choices(tuple(RELATIONS), shares, k=wanted - len(found)):
            found.extend(_told(relation, cast, draft, rng))
    document = Document(
        "".join(draft.pieces), name=f"article-{cast.document:06}", date=day, publisher="The Quay"
    )
    ids = {label: _id(label, kind, document) for label, kind in classes.items()}
    nodes = tuple(
        Node(ids[label], classes[label], label, tuple(document.quote(*place) for place in places))
        for label, places in draft.mentions.items()
    )
    return Extraction(document, nodes, tuple(_statement(told, ids, document, day) for told in found[:wanted]))


def _id(label: str, kind: NodeClass, document: Document) -> str:
    slug = label.lower().replace(" ", "-")
    return f"actor/{slug}" if kind.is_actor else f"{kind.kind.lower()}/{document.id}/{slug}"


@dataclass(frozen=True, slots=True)
class Told:
    """A statement by the labels of its ends, and where its words and their sentence are."""

    subject: str
    relation: Relation
    object: str
    words: tuple[int, int]
    sentence: tuple[int, int]
    sources: tuple[str, ...]
    condition: tuple[int, int] | None
    denied: bool
    uncertain: bool
    dated: bool
    confidence: float


def _told(relation: Relation, cast: Cast, draft: Draft, rng: random.Random) -> Iterator[Told]:
    """One statement in a sentence of its own; a demand often with the one that it is addressed to."""
    subject, object_ = _end(relation.domain, cast, rng), _end(relation.range, cast, rng)
    if relation is Relation.AFFILIATED_WITH:
        subject = _speaker(cast, rng)
    if not subject or not object_ or subject == object_:
        return
    denied, uncertain = rng.random() < DENIED, rng.random() < UNCERTAIN
    voices = [_speaker(cast, rng)] if rng.random() < VOICED else []
    if voices and rng.random() < RETOLD:
        voices.append(cast.actors[0][0])
    addressed = relation is Relation.DEMANDS and rng.random() < ADDRESSED
    addressee = _skewed(cast.actors, rng)[0] if addressed else None
    start = draft.length
    for voice in voices:
        draft.name(voice, rng)
        draft.write(" said: ")
    at = draft.length
    draft.name(subject, rng)
    draft.write((" never " if denied else " ") + ("perhaps " if uncertain else ""))
    draft.write(RELATIONS[relation][1] + " ")
    draft.name(object_, rng)
    if addressee:
        draft.write(" of ")
        draft.name(addressee, rng)
    words = at, draft.length
    condition = None
    if rng.random() < CONDITIONAL:
        draft.write(" ")
        began = draft.length
        draft.write("if ")
        draft.name(cast.actors[0][0], rng)
        draft.write(" agrees")
        condition = began, draft.length
    draft.write(".")
    sentence = start, draft.length
    draft.write(" ")
    qualifiers = (tuple(voices), condition, denied, uncertain, rng.random() < DATED)
    confidence = round(rng.uniform(0.3, 1), 4)
    yield Told(subject, relation, object_, words, sentence, *qualifiers, confidence)
    if addressee:
        yield Told(object_, Relation.ADDRESSED_TO, addressee, words, sentence, *qualifiers, confidence)


def _speaker(cast: Cast, rng: random.Random) -> str:
    """Mostly one of those whom only this document names: spokespeople, members, witnesses."""
    return rng.choice(cast.actors if rng.random() < 0.2 else cast.actors[len(cast.actors) // 2 :])[0]


def _end(allowed: frozenset[NodeTerm], cast: Cast, rng: random.Random) -> str | None:
    """A label of a class that the relation allows at this end, if the document has one."""
    if NodeClass.PROPOSAL in allowed and rng.random() < 0.75:
        return _skewed(cast.proposals, rng)
    if NodeClass.INTEREST in allowed:
        return _skewed(cast.interests, rng)
    actors = [name for name, kind in cast.actors if kind in allowed]
    return _skewed(actors, rng) if actors else None


def _statement(told: Told, ids: dict[str, str], document: Document, day: str) -> Statement:
    return Statement(
        ids[told.subject],
        told.relation,
        ids[told.object],
        document.quote(*told.words, told.sentence),
        Polarity.NEGATIVE if told.denied else Polarity.POSITIVE,
        Certainty.UNCERTAIN if told.uncertain else Certainty.ASSERTED,
        tuple(ids[source] for source in told.sources),
        document.quote(*told.condition) if told.condition else None,
        day if told.dated else None,
        told.confidence,
        "invented",
    )
