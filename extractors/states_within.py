"""The states and organizations that stand inside a noun phrase."""

from __future__ import annotations

from collections.abc import Mapping

from ..ontology import NodeClass
from .candidates import Chunk
from .gazetteer import Polity, Sense, Sighting

_RULING = frozenset({"government", "regime", "leadership", "administration"})
# Who speaks for a state from its capital (*officials in Oslo*).
_SEATED = frozenset({"official", "authority", "policymaker", "policy-maker", "ruler"})


def states_within(chunk: Chunk, head: str, sightings: Mapping[int, Sighting]) -> tuple[Polity, ...]:
    """The states and organizations that modify the head, before it or after *of*; `head` is its stem."""
    found: list[Polity] = []
    capital, index = chunk.root.text[:1].isupper(), chunk.start
    while index < chunk.root.i:
        sighting = sightings.get(index)
        if sighting is not None and sighting.end <= chunk.root.i:
            polity = sighting.sense("adjective", "name", "people", "metonym")
            # A capital word for a party is a word of the longer name (*the Labour Court*).
            inside = capital and polity is not None and polity.label.endswith("Party")
            if polity is not None and polity.node_class is not NodeClass.GROUP and not inside:
                found.append(polity)
            index = sighting.end
        else:
            index += 1
    for preposition in chunk.root.rights:
        lower = preposition.lower_
        senses: tuple[Sense, ...] = ("name",) if lower in {"of", "from"} else ()
        if lower == "in" and not found and head in _RULING | _SEATED:
            senses = ("name", "metonym") if head in _RULING else ("metonym",)
        if senses and preposition.i <= chunk.end + 1:
            for thing in preposition.children:
                for item in (thing, *thing.conjuncts):
                    sighting = sightings.get(item.i)
                    polity = sighting.sense(*senses) if sighting else None
                    if polity is not None and thing.dep_ == "pobj":
                        found.append(polity)
    return tuple(dict.fromkeys(found))
