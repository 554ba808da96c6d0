"""What the rules of affiliation look at: the actors of a document, by place and by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..ontology import NodeClass
from .actors import Actor, ActorMention
from .gazetteer import load_gazetteer
from .wordlists import Words, load_words

_WHOLES = frozenset({NodeClass.GROUP, NodeClass.ORGANIZATION})

type Hit = tuple[int, ActorMention]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The actor `subject` is affiliated with the actor `object`, both as indices.

    `start` and `end` (exclusive) are the tokens of the evidence; `stage` names the rule.
    """

    subject: int
    object: int
    start: int
    end: int
    stage: str
    confidence: float


@dataclass(frozen=True)
class Context:
    """A document, its actors, and the smallest mention at each token.

    `ending` gives the mentions that end before a token, `starting` those that begin there, `rooted` the
    widest with that head, `pronouns` whom a pronoun means, `home` the state named most often.
    """

    doc: Doc
    actors: Sequence[Actor]
    at: dict[int, tuple[int, ActorMention]]
    ending: dict[int, list[tuple[int, ActorMention]]]
    starting: dict[int, list[tuple[int, ActorMention]]]
    rooted: dict[int, tuple[int, ActorMention]]
    pronouns: dict[int, int]
    by_label: dict[str, int]
    home: int | None
    lists: Words
    leaders: dict[str, str]

    def holds(self, index: int) -> bool:
        """Whether an actor may have others for members: a group or a body."""
        return self.actors[index].node_class in _WHOLES

    def longest(self, start: int, last: int) -> tuple[int, ActorMention] | None:
        """The longest mention from a token on that ends at `last` or before."""
        fitting = [hit for hit in self.starting.get(start, ()) if hit[1].end <= last]
        return max(fitting, key=lambda hit: hit[1].end, default=None)


def read_context(doc: Doc, actors: Sequence[Actor]) -> Context:
    """The context of a document, in which pronouns have no place."""
    at: dict[int, tuple[int, ActorMention]] = {}
    ending: dict[int, list[tuple[int, ActorMention]]] = {}
    starting: dict[int, list[tuple[int, ActorMention]]] = {}
    rooted: dict[int, tuple[int, ActorMention]] = {}
    pronouns: dict[int, int] = {}
    for index, actor in enumerate(actors):
        for mention in actor.mentions:
            if mention.kind == "pronoun":
                pronouns[mention.root] = index
                continue
            ending.setdefault(mention.end, []).append((index, mention))
            starting.setdefault(mention.start, []).append((index, mention))
            widest = rooted.get(mention.root)
            if widest is None or mention.end - mention.start > widest[1].end - widest[1].start:
                rooted[mention.root] = (index, mention)
            for token in range(mention.start, mention.end):
                held = at.get(token)
                if held is None or mention.end - mention.start < held[1].end - held[1].start:
                    at[token] = (index, mention)
    states = Counter({i: len(a.mentions) for i, a in enumerate(actors) if a.node_class is NodeClass.STATE})
    home = states.most_common(1)[0][0] if states else None
    by_label = {actor.label: index for index, actor in reversed(list(enumerate(actors)))}
    return Context(
        doc,
        actors,
        at,
        ending,
        starting,
        rooted,
        pronouns,
        by_label,
        home,
        load_words(),
        load_gazetteer().leaders,
    )


def persons(context: Context) -> Iterator[tuple[int, ActorMention]]:
    """The mentions of persons by name, each with the index of its actor."""
    for index, actor in enumerate(context.actors):
        if actor.node_class is NodeClass.PERSON:
            for mention in actor.mentions:
                if mention.kind == "name":
                    yield index, mention
