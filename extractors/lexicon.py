"""The predicates of negotiation, loaded from `data/predicates.yaml` and checked.

Source of the frames: written for this package after its annotation guidelines; the words
were grown on annotated diplomatic essays, statements and news.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..model import ParleyError
from ..ontology import Relation

ACTOR_ROLES = frozenset({"agent", "target", "addressee", "partner"})
PROPOSAL_ROLES = frozenset({"proposal", "part", "cause"})
INTEREST_ROLES = frozenset({"interest"})
ROLES = ACTOR_ROLES | PROPOSAL_ROLES | INTEREST_ROLES
_SAYS = re.compile(
    r"(?P<subject>\w+) (?P<negated>not )?(?P<relation>\w+) (?P<object>\w+)(?P<uncertain> uncertain)?"
)
_FRAME_KEYS = frozenset(
    {"name", "verbs", "nouns", "adjectives", "roles", "noun_roles", "needs", "says", "only"}
)


# libyaml's loader reads the same ten times faster; not every build of PyYAML has it.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LexiconError(ParleyError, ValueError):
    """A lexicon file that does not follow its schema; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement that a frame makes: role, relation, role."""

    subject: str
    relation: Relation
    object: str
    negated: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Words whose arguments fill the same roles, and what a sentence with them states.

    `denied`: only where the sentence denies it (*does not trust*).
    """

    name: str
    roles: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...]
    says: tuple[Saying, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame as one word evokes it.

    `noun` must be its object and `preposition` (or particle) below either of them, if given. `describes`
    marks an adjective or a preposition: what it is said of is its subject.
    """

    frame: Frame
    preposition: str | None = None
    noun: str | None = None
    describes: bool = False

    @property
    def alone(self) -> bool:
        """Whether the word needs no other beside it."""
        return self.preposition is None and self.noun is None


@dataclass(frozen=True)
class Lexicon:
    """Triggers by lemma, for verbs, nouns and adjectives; `idioms` are verbs with a noun as object."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    light_verbs: frozenset[str]
    idioms: Mapping[str, tuple[Trigger, ...]]


@cache
def read_data(name: str) -> Any:
    """A YAML file of `extractors/data`, parsed once: not to be changed by who asks for it.

    Raises LexiconError where it is not YAML.
    """
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise LexiconError(f"extractors/data/{name} is not YAML: {error}") from error


def word_sets[T](name: str, kind: Callable[..., T]) -> T:
    """The lists of a YAML file of `extractors/data` as sets, in a `kind` with a field for each that it wants.

    Raises LexiconError where it is not YAML, KeyError where a list is missing.
    """
    data = read_data(name)
    return kind(**{field: frozenset(data[field]) for field in inspect.signature(kind).parameters})


def _says(frame: str, line: str) -> Saying:
    match = _SAYS.fullmatch(line)
    if match is None:
        raise LexiconError(f"frame {frame}: {line!r} is not 'role [not] relation role [uncertain]'")
    for end in (match["subject"], match["object"]):
        if end not in ROLES:
            raise LexiconError(f"frame {frame}: {end!r} is not a role; roles are {sorted(ROLES)}")
    try:
        relation = Relation(match["relation"])
    except ValueError as error:
        raise LexiconError(f"frame {frame}: the ontology has no relation {match['relation']!r}") from error
    return Saying(
        match["subject"], relation, match["object"], bool(match["negated"]), bool(match["uncertain"])
    )


def _roles(frame: str, roles: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    if unknown := set(roles) - ROLES:
        raise LexiconError(f"frame {frame}: {sorted(unknown)} are not roles; roles are {sorted(ROLES)}")
    for role, places in roles.items():
        if wrong := [place for place in places if not isinstance(place, str)]:
            raise LexiconError(
                f'frame {frame}: {role}: {wrong[0]!r} is not a place; YAML wants "on" in quotes'
            )
    return {role: tuple(places) for role, places in roles.items()}


def parse_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a parsed predicates file. Raises LexiconError at the first fault."""
    tables: dict[str, defaultdict[str, list[Trigger]]] = {
        kind: defaultdict(list) for kind in ("verbs", "nouns", "adjectives", "idioms")
    }
    names: set[str] = set()
    for entry in data["frames"]:
        name = entry.get("name", "?")
        if unknown := set(entry) - _FRAME_KEYS:
            raise LexiconError(f"frame {name}: unknown keys {sorted(unknown)}")
        if name in names:
            raise LexiconError(f"frame {name} stands twice")
        names.add(name)
        says = tuple(_says(name, line) for line in entry["says"])
        needs = tuple(entry.get("needs", ()))
        only = entry.get("only")
        if only not in (None, "denied"):
            raise LexiconError(f"frame {name}: only: {only!r} is not 'denied'")
        frame = Frame(name, _roles(name, entry["roles"]), needs, says, only is not None)
        noun_roles = _roles(name, entry.get("noun_roles", entry["roles"]))
        noun_frame = Frame(name, noun_roles, needs, says, only is not None)
        for kind in ("verbs", "nouns", "adjectives"):
            for key in entry.get(kind) or ():
                words, _, preposition = key.partition("_")
                lemma, _, noun = words.partition("+")
                evoked = noun_frame if kind == "nouns" else frame
                trigger = Trigger(evoked, preposition or None, noun or None, kind == "adjectives")
                tables["idioms" if noun and kind == "verbs" else kind][lemma].append(trigger)
    verbs, nouns, adjectives, idioms = ({k: tuple(v) for k, v in table.items()} for table in tables.values())
    return Lexicon(verbs, nouns, adjectives, frozenset(data["light_verbs"]), idioms)


@cache
def lexicon() -> Lexicon:
    """The predicates that ship with the package."""
    return parse_lexicon(read_data("predicates.yaml"))
