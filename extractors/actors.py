"""The actors of a document: candidates gathered into clusters, described, and weighed.

`find_actors` is a pure function of the parsed document: the same parse gives the same
actors, in the order in which they first occur.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster
from .candidates import Candidate, Kind, words
from .clusters import gather
from .coref import link_pronouns
from .duals import link_duals
from .first_person import voices
from .gazetteer import Polity, load_gazetteer
from .learned.parse import Parse
from .mentions import find_candidates
from .prominence import Prominence
from .salience import group_of, load_model
from .wordlists import load_words


@dataclass(slots=True)
class ActorMention:
    """A place that names or means an actor.

    Token offsets into the parsed document, `end` exclusive; `root` is the index of the
    syntactic head, which *US* and *US officials* may share with another mention. A mention is
    `attributive` where it only modifies another noun (*Egyptian* in *the Egyptian capital*).
    `title` is the office beside a person's name, as lower-case words, from `title_start` on.
    """

    start: int
    end: int
    root: int
    kind: Kind
    confidence: float
    attributive: bool = False
    title: tuple[str, ...] = ()
    title_start: int | None = None
    states: tuple[Polity, ...] = ()


@dataclass(slots=True)
class Actor:
    """An actor and its mentions in the order of the text.

    `salience` estimates the probability that a careful reader writes the actor down; its weights are
    learned (see `salience.py`), by `group` too. `part_of` holds the labels of the larger actors that a
    known organ belongs to, if the gazetteer says so.
    """

    label: str
    node_class: NodeClass
    mentions: list[ActorMention]
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    iso3166: str | None = None
    salience: float = 1.0
    part_of: tuple[str, ...] = ()
    group: str = ""
    features: dict[str, float] = field(default_factory=dict, repr=False)


def find_actors(doc: Doc) -> list[Actor]:
    """The actors of a parsed document, in the order in which they first occur.

    Pronouns, and descriptions of two actors together (*both sides*), are mentions too, with `kind` "pronoun"
    and the confidence of the link.
    """
    gazetteer, lists, model = load_gazetteer(), load_words(), load_model()
    gathered = gather(doc, find_candidates(doc, gazetteer, lists), gazetteer, lists)
    clusters, duals = link_duals(doc, gathered)
    speaker, body = voices(doc, clusters, lists)
    links = link_pronouns(doc, [cluster.candidates for cluster in clusters], speaker, body)
    pronouns: list[list[ActorMention]] = [[] for _ in clusters]
    for link in [*links, *duals]:
        pronouns[link.cluster].append(
            ActorMention(link.start, link.end, link.root, "pronoun", link.confidence)
        )
    actors = [_describe(doc, cluster, extra) for cluster, extra in zip(clusters, pronouns, strict=True)]
    parse = Parse.of(doc)
    heading = next((i for i, word in enumerate(parse.text) if "\n" in word), 0)
    prominence = Prominence(doc, [c.candidates for c in clusters], [len(p) for p in pronouns], heading)
    for actor, cluster, found in zip(actors, clusters, prominence.all(), strict=True):
        actor.group = group_of(cluster.candidates[0].node_class, named=cluster.named)
        actor.features = found
        actor.salience = model.probability(found, actor.group)
    order = sorted(
        range(len(actors)), key=lambda i: (actors[i].mentions[0].start, actors[i].mentions[0].end, i)
    )
    return [actors[i] for i in order]


def _describe(doc: Doc, cluster: Cluster, pronouns: Sequence[ActorMention]) -> Actor:
    mentions = [
        ActorMention(
            c.start, c.end, c.root, c.kind, c.confidence, c.attributive, c.title, c.title_start, c.states
        )
        for c in cluster.candidates
    ]
    mentions = sorted([*mentions, *pronouns], key=lambda m: (m.start, m.end, m.root))
    polity = cluster.polity
    names = {words(doc, m.start, m.end) for m in mentions if m.kind != "pronoun"}
    label = cluster.label
    return Actor(
        label=label,
        node_class=cluster.node_class,
        mentions=mentions,
        aliases=tuple(sorted(name for name in names if name != label)),
        wikidata=polity.wikidata if polity else None,
        iso3166=polity.iso3166 if polity else None,
        part_of=polity.part_of if polity else (),
    )


__all__ = ["Actor", "ActorMention", "Candidate", "find_actors"]
