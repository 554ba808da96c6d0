"""The gazetteer: states, organizations and peoples that are known by name.

Two data files: `polities.tsv`, written by hand, comes first (historical states, metonyms,
international organizations, armed groups, peoples); `territories.json`, generated, adds the
countries with their ISO 3166 codes, Wikidata identifiers, demonyms and capitals.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Doc

from ..ontology import NodeClass
from .learned.parse import Parse
from .names import plain

Sense = Literal["name", "adjective", "people", "metonym"]
_LONGEST = 8
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_ORDER: dict[Sense, int] = {"name": 0, "people": 1, "adjective": 2, "metonym": 3}


@dataclass(frozen=True, slots=True)
class Polity:
    """A known actor: its label, class, identifiers and, for an organ, what it is part of.

    A state of the past has the last year in which it existed, and the name by which it was `also` called,
    that of a state of today. `kinds` are the nouns that may say what a body is, and `qualities` the words
    beside them (*the regional bloc*).
    """

    label: str
    node_class: NodeClass
    iso3166: str | None = None
    wikidata: str | None = None
    part_of: tuple[str, ...] = ()
    until: int | None = None
    also: str | None = None
    kinds: frozenset[str] = frozenset()
    qualities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known name in a document: token offsets, end exclusive, and in what senses it names."""

    start: int
    end: int
    senses: tuple[tuple[Sense, Polity], ...]
    rivals: tuple[tuple[Sense, Polity], ...] = ()

    def settle(self, sure: Container[str], past: Container[str]) -> Sighting:
        """With the senses of the rival that the document names, where it does not name the first.

        Labels that the document names are `sure`; those of `past` states come before the others.
        """
        first = any(polity.label in sure for _, polity in self.senses)
        for _, rival in self.rivals:
            of_the_time = rival.label in past or (not first and rival.label in sure)
            if of_the_time or (not first and rival.node_class is NodeClass.GROUP):
                senses = tuple((sense, polity) for sense, polity in self.rivals if polity is rival)
                return Sighting(self.start, self.end, senses)
        return self

    def renamed(self, names: Mapping[str, Polity]) -> Sighting:
        """With other polities in the place of those with these labels."""
        if not any(polity.label in names for _, polity in self.senses):
            return self
        senses = tuple((sense, names.get(polity.label, polity)) for sense, polity in self.senses)
        return Sighting(self.start, self.end, senses, self.rivals)

    def sense(self, *wanted: Sense) -> Polity | None:
        """The polity meant in the first of the wanted senses that the name has."""
        for name in wanted:
            for sense, polity in self.senses:
                if sense == name:
                    return polity
        return None


@dataclass(frozen=True)
class Gazetteer:
    """Known names: surface to its senses, the polities by label, and the state of each leader.

    `leaders` is keyed by full names in the form of `names.plain`, and by surnames that all
    leaders of that name share a state; `combining` are the adjectives that only stand before a hyphen,
    `past` the labels of states that are gone or were also called by another name.
    """

    surfaces: dict[str, tuple[tuple[Sense, Polity], ...]]
    polities: dict[str, Polity]
    starts: frozenset[str]
    leaders: dict[str, str]
    rivals: dict[str, tuple[tuple[Sense, Polity], ...]]
    combining: frozenset[str]
    past: frozenset[str]

    def sightings(self, doc: Doc) -> list[Sighting]:
        """The longest known names in the document, from left to right, without overlap."""
        found: list[Sighting] = []
        parse = Parse.of(doc)
        text = fold(parse.whole)
        known = {word for word in set(parse.text) if fold(word) in self.starts}
        free = 0
        for index, word in enumerate(parse.text):
            if word in known and index >= free and (best := self._longest(parse, text, index)) is not None:
                found.append(best)
                free = best.end
        return self._settled(parse, [s for s in found if not self._stands_alone(parse, s)])

    def _stands_alone(self, parse: Parse, sighting: Sighting) -> bool:
        """Whether half of a compound (*Sino-* in *Sino-Soviet*) has no other half that is known."""
        if parse.text[sighting.start] not in self.combining or sighting.end - sighting.start > 1:
            return False
        joined = parse.text[sighting.end : sighting.end + 1] in (["-"], ["–"])
        other = parse.text[sighting.end + 1 : sighting.end + 2]
        return not (joined and other and other[0] in self.surfaces)

    def _settled(self, parse: Parse, found: list[Sighting]) -> list[Sighting]:
        """Give a name that several share (*Moscow*, *Indians*) to the one that the document speaks of.

        The first of them in the data has it unless nothing else names it; then the next that something
        names, or that is a people, who have no other name. Where a state of the past is named and no later
        year, the name that it shared with a state of today is its own (*the Russians*, *the English*).
        """
        sure = {polity.label for s in found if not s.rivals for _, polity in s.senses}
        old = [self.polities[label] for label in sure if label in self.past]
        latest = max((int(w) for w in set(parse.text) if old and _YEAR.fullmatch(w)), default=0)
        lasting = [p for p in old if p.until is None or latest <= p.until]
        if names := {p.also: p for p in lasting if p.also and p.also in sure}:
            found = [s.renamed(names) for s in found]
            sure -= names.keys()
        past = {p.label for p in lasting}
        return [s.settle(sure, past) if s.rivals else s for s in found]

    def _longest(self, parse: Parse, text: str, start: int) -> Sighting | None:
        """The longest name from a word on. A space names nothing and ends no name."""
        if parse.space[start]:
            return None
        first = parse.begin[start]
        for end in range(min(len(parse.text), start + _LONGEST), start, -1):
            if parse.space[end - 1]:
                continue
            surface = " ".join(text[first : parse.end[end - 1]].split())
            senses = self.surfaces.get(surface)
            if senses is None and len(surface) > 3 and surface.isupper():
                senses = self.surfaces.get(surface.title())
            if senses is not None:
                return Sighting(start, end, senses, self.rivals.get(surface, ()))
        return None


def fold(text: str) -> str:
    """One form for the variants of an apostrophe and a dash."""
    return text.replace("’", "'").replace("‘", "'").replace("–", "-")


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package's data files."""
    surfaces: dict[str, dict[Sense, Polity]] = {}
    polities: dict[str, Polity] = {}
    by_code: dict[str, Polity] = {}
    territories = {row["code"]: row for row in json.loads(_read("territories.json"))["territories"]}

    rivals: dict[str, list[tuple[Sense, Polity]]] = {}
    combining: set[str] = set()

    def learn(polity: Polity, sense: Sense, names: Iterator[str] | list[str]) -> None:
        for name in filter(None, map(fold, names)):
            if surfaces.setdefault(name, {}).setdefault(sense, polity).label != polity.label:
                rivals.setdefault(name, []).append((sense, polity))

    for row in csv.DictReader(_read("polities.tsv").splitlines(), delimiter="\t"):
        code = row["code"] or None
        known = territories.get(code or "", {})
        polity = Polity(
            label=row["name"],
            node_class=NodeClass(row["class"]),
            iso3166=code,
            wikidata=row["wikidata"] or known.get("wikidata"),
            part_of=tuple(filter(None, row["part_of"].split(";"))),
            until=int(row["until"]) if row["until"] else None,
            also=row["also"] or None,
            kinds=frozenset(filter(None, row["kinds"].split(";"))),
            qualities=frozenset(filter(None, row["qualities"].split(";"))),
        )
        polities[polity.label] = polity
        if code:
            by_code.setdefault(code, polity)
        learn(polity, "name", [polity.label, *row["names"].split(";")])
        adjectives = row["adjectives"].split(";")
        combining.update(a[:-1] for a in adjectives if a.endswith("-"))
        learn(polity, "adjective", [a.removesuffix("-") for a in adjectives])
        learn(polity, "people", row["people"].split(";"))
        learn(polity, "metonym", row["metonyms"].split(";"))
    for code, known in territories.items():
        polity = by_code.get(code) or Polity(known["name"], NodeClass.STATE, code, known["wikidata"])
        polities.setdefault(polity.label, polity)
        learn(polity, "name", [known["name"], *known["names"]])
        if code not in by_code:
            learn(polity, "adjective", known["adjectives"])
            learn(polity, "people", known["people"])
            learn(polity, "metonym", [known["capital"]])
    ordered = {
        name: tuple(sorted(senses.items(), key=lambda item: _ORDER[item[0]]))
        for name, senses in surfaces.items()
    }
    shared = {
        name: tuple(sorted(others, key=lambda item: _ORDER[item[0]])) for name, others in rivals.items()
    }
    past = frozenset(label for label, polity in polities.items() if polity.until or polity.also)
    starts = _first_tokens(ordered)
    return Gazetteer(ordered, polities, starts, _leaders(), shared, frozenset(combining), past)


def _leaders() -> dict[str, str]:
    full: dict[str, str] = {}
    surnames: dict[str, set[str]] = {}
    for row in csv.DictReader(_read("leaders.tsv").splitlines(), delimiter="\t"):
        for name in row["names"].split(";"):
            full.setdefault(plain(name), row["state"])
            surnames.setdefault(plain(name).split()[-1], set()).add(row["state"])
    unique = {name: min(states) for name, states in surnames.items() if len(states) == 1}
    return unique | full


def _first_tokens(surfaces: dict[str, tuple[tuple[Sense, Polity], ...]]) -> frozenset[str]:
    starts: set[str] = set()
    for name in surfaces:
        word = name.split()[0]
        for form in (word, word.upper(), word.split("-")[0], word.split("'")[0], word.rstrip(",")):
            starts.add(form)
    starts.add("The")
    return frozenset(starts)


def _read(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")
