"""Words that make a noun phrase an actor, loaded from `data/{titles,groups,organizations}.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from .lexicon import LexiconError, read_data

TitleKind = Literal["state", "legislature", "organization", "military", "honorific", "profession"]
TITLE_KINDS: tuple[TitleKind, ...] = (
    "state",
    "legislature",
    "organization",
    "military",
    "honorific",
    "profession",
)
# How many, in words.
NUMBERS = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
OFFICES = frozenset({"state", "legislature", "organization", "military"})


@dataclass(frozen=True)
class Words:
    """The word lists; every word is a singular lemma in lower case.

    `titles` gives the kind of each office by its words, `title_starts` and `title_ends` the
    words that may begin or end one.
    """

    titles: dict[tuple[str, ...], TitleKind]
    title_ends: frozenset[str]
    title_modifiers: frozenset[str]
    american: frozenset[tuple[str, ...]]
    female: frozenset[str]
    male: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    speeches: frozenset[str]
    houses: dict[str, str]
    sovereigns: frozenset[str]
    regnal: frozenset[str]
    portfolios: frozenset[str]
    given: frozenset[str]
    not_persons: frozenset[str]
    people: frozenset[str]
    collectives: frozenset[str]
    countries: frozenset[str]
    officials: frozenset[str]
    unattached: frozenset[str]
    quantities: frozenset[str]
    counting: frozenset[str]
    pointing: frozenset[str]
    vague: frozenset[str]
    singular: frozenset[str]
    untelling: frozenset[str]
    several: frozenset[str]
    plurals: frozenset[str]
    firms: frozenset[str]
    sorts: frozenset[str]
    attitudes: frozenset[str]
    faculties: frozenset[str]
    kinds: dict[str, frozenset[str]]
    making: dict[str, frozenset[str]]
    synonyms: dict[str, str]
    government: frozenset[str]
    organs: frozenset[str]
    forces: frozenset[str]
    bodies: frozenset[str]
    organizations: frozenset[str]
    not_actors: frozenset[str]
    not_first: frozenset[str]
    settled: frozenset[str]
    vessels: frozenset[str]
    sitting: frozenset[str]
    deeds: frozenset[str]
    unmeant: frozenset[str]
    regional: frozenset[str]
    apart: frozenset[str]
    successive: frozenset[str]
    common: frozenset[str]
    federations: frozenset[str]
    regimes: frozenset[str]
    appearing: frozenset[str]
    charged: frozenset[str]
    held: frozenset[str]
    arms: frozenset[str]
    proposing: frozenset[str]
    addressing: frozenset[str]
    appealing: frozenset[str]
    deciding: frozenset[str]
    acting: frozenset[str]
    articleless: frozenset[str]

    @cached_property
    def office_heads(self) -> frozenset[str]:
        """Every noun that by itself says what somebody is: in *secretary of war* not the last word."""
        return frozenset(title[-1] for title in self.titles if not {"of", "for"} & set(title)) | self.people

    @cached_property
    def organization_heads(self) -> frozenset[str]:
        """Every noun that can head the name of an organization."""
        return self.organs | self.forces | self.bodies | self.organizations

    @cached_property
    def name_ends(self) -> frozenset[str]:
        """Every noun that ends the name of an organization, a government or what is no actor."""
        return self.organization_heads | self.government | self.not_actors


@cache
def load_words() -> Words:
    """The word lists of the package. Raises LexiconError where a file breaks the schema."""
    titles = _lists(
        "titles.yaml",
        (
            *TITLE_KINDS,
            "modifiers",
            "american",
            "female",
            "male",
            "particles",
            "suffixes",
            "speeches",
            "sovereigns",
            "regnal",
            "portfolios",
            "given",
            "not_persons",
        ),
        {"houses"},
    )
    groups = _lists(
        "groups.yaml",
        (
            "people",
            "collectives",
            "countries",
            "officials",
            "unattached",
            "counting",
            "pointing",
            "quantities",
            "vague",
            "singular",
            "untelling",
            "several",
            "plurals",
            "firms",
            "sorts",
            "attitudes",
            "faculties",
        ),
        {"kinds", "making", "synonyms"},
    )
    bodies = _lists(
        "organizations.yaml",
        (
            *(
                "government",
                "organs",
                "forces",
                "bodies",
                "organizations",
                "not_actors",
                "not_first",
                "settled",
                "vessels",
                "proposing",
                "addressing",
                "appealing",
                "deciding",
            ),
            *(
                "sitting",
                "deeds",
                "unmeant",
                "regional",
                "apart",
                "successive",
                "common",
                "federations",
                "regimes",
                "appearing",
                "charged",
                "held",
                "arms",
                "acting",
                "articleless",
            ),
        ),
    )
    known: dict[tuple[str, ...], TitleKind] = {}
    for kind in TITLE_KINDS:
        for title in titles[kind]:
            known.setdefault(tuple(title.split()), kind)
            known.setdefault(tuple(title.replace("-", " - ").split()), kind)
    houses = read_data("titles.yaml")["houses"]
    return Words(
        titles=known,
        title_ends=frozenset(title[-1] for title in known),
        title_modifiers=frozenset(titles["modifiers"]),
        american=frozenset(tuple(title.split()) for title in titles["american"]),
        female=frozenset(titles["female"]),
        male=frozenset(titles["male"]),
        particles=frozenset(titles["particles"]),
        suffixes=frozenset(titles["suffixes"]),
        speeches=frozenset(titles["speeches"]),
        sovereigns=frozenset(titles["sovereigns"]),
        regnal=frozenset(titles["regnal"]),
        portfolios=frozenset(titles["portfolios"]),
        given=frozenset(titles["given"]),
        not_persons=frozenset(titles["not_persons"]),
        kinds={str(k): frozenset(v) for k, v in read_data("groups.yaml")["kinds"].items()},
        making={str(k): frozenset(v) for k, v in read_data("groups.yaml")["making"].items()},
        synonyms={str(k): str(v) for k, v in read_data("groups.yaml")["synonyms"].items()},
        houses={str(office): str(house) for office, house in houses.items()},
        **{name: frozenset(words) for name, words in (groups | bodies).items()},
    )


def _lists(
    name: str, keys: tuple[str, ...], others: frozenset[str] | set[str] = frozenset()
) -> dict[str, list[str]]:
    data = read_data(name)
    if not isinstance(data, dict) or set(data) != {*keys, *others}:
        raise LexiconError(
            f"extractors/data/{name} must hold exactly the keys {', '.join([*keys, *sorted(others)])}"
        )
    for key in keys:
        wrong = [word for word in data[key] if not isinstance(word, str) or word != word.lower()]
        if wrong:
            raise LexiconError(f"extractors/data/{name}, {key}: {wrong[0]!r} is not a word in lower case")
    return {key: list(data[key]) for key in keys}
