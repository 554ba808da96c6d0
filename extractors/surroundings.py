"""What the words around a name say of it: whether it acts, or is a place, a matter or a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc

from .candidates import Candidate, stem
from .learned.parse import Parse
from .lexicon import read_data
from .not_actors import name_head
from .standing import governor, is_place, role
from .wordlists import load_words

_SUBJECTS = frozenset({"nsubj", "agent", "pobj:by"})
_OWNING = frozenset({"attributive", "poss", "pobj:of"})
_LANDS = frozenset({"GPE", "LOC"})
_TELLING = frozenset({"tell", "inform"})
_SAYING = frozenset({"speak", "talk", "say", "write", "confirm", "explain", "quote"})
_ASKING = frozenset({"interview", "statement", "comment", "email", "report", "article", "column"})
_HEARING = frozenset({"pobj:to", "pobj:with", "pobj:in", "pobj:for", "pobj:by"})
_MATTERS = frozenset({"pobj:on"})
_AS_PLACE = frozenset({"land", "fate", "matter", "moving", "holding", "behind a place", "posted to"})
_OPENING = frozenset({"the", "a", "an", "“", '"'})


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_data("surroundings.yaml").items()}


@cache
def _acting() -> frozenset[str]:
    """Nouns for those through whom a name acts."""
    lists = load_words()
    return lists.people | lists.officials | lists.government | lists.forces | lists.organs


@cache
def _members() -> frozenset[str]:
    """Nouns for those who are many under one name."""
    lists = load_words()
    return lists.countries | lists.people | _words()["members"]


class Surroundings:
    """The words around the names of one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc, self._parse, self._words, self._lists = doc, Parse.of(doc), _words(), load_words()

    def of(self, names: Sequence[Candidate]) -> dict[str, float]:
        """Features of an actor by the mentions that name it: shares in them, and what holds for the name."""
        found: Counter[str] = Counter()
        for name in names:
            found.update(self._said(name))
        out = {f"near:{what}": count / len(names) for what, count in found.items()}
        out["only a place"] = float(found["place"] == len(names))
        out["never acts"] = float(not found["acts"])
        out["place and never acts"] = float(found["place"] > 0 and not found["acts"])
        if names[0].polity is None:
            out |= self._itself(max(names, key=lambda c: (c.end - c.start, -c.start)), found)
        return out

    def _itself(self, name: Candidate, found: Counter[str]) -> dict[str, float]:
        """What the words of a name tell that the gazetteer does not know."""
        span, lower = self._doc[name.start : name.end], self._parse.lower[name.start : name.end]
        head = name_head(span)
        media = is_medium(self._doc, name)
        out = {
            "dated": float(any(word[:1].isdigit() for word in lower)),
            "an event": float(head in self._words["events"]),
            "media": float(media),
            "told": float(found["told"] > 0),
            "media told": float(media and found["told"] > 0),
        }
        if head in self._lists.name_ends:
            out[f"tail:head {head}"] = 1.0
        return out

    def _said(self, name: Candidate) -> Iterator[str]:
        """What one mention says, by the word that it depends on and those before it."""
        token = self._doc[name.root]
        above = governor(token)
        stands = "attributive" if name.attributive else role(token)
        said = set[str]()
        if above.pos_ in {"NOUN", "PROPN"}:
            said |= self._beside_noun(stem(above), stands)
        elif above.pos_ == "VERB":
            said |= self._beside_verb(self._parse.lemma[above.i], stands)
        if self._behind_place(name):
            said.add("behind a place")
        if _according(self._doc, name.start):
            said.add("told")
        yield from sorted(said - {"acts"})
        if stands in _SUBJECTS or "acts" in said:
            yield "acts"
        if stands not in _SUBJECTS and (said & _AS_PLACE or stands in _MATTERS or is_place(token)):
            yield "place"

    def _beside_noun(self, noun: str, stands: str) -> set[str]:
        said = {kind for kind in ("land", "fate", "matter") if noun in self._words[kind]}
        office = (noun,) in self._lists.titles
        if stands in _OWNING and (noun in _acting() or office):
            said.add("acts")
        if stands == "pobj:to" and office:
            said.add("posted to")
        if stands != "attributive" and noun in _members():
            said.add("member")
        return said

    def _beside_verb(self, lemma: str, stands: str) -> set[str]:
        said = set[str]()
        if stands.startswith("pobj") and lemma in self._words["moving"]:
            said.add("moving")
        if stands in {"dobj", "nsubjpass"} and lemma in self._words["holding"]:
            said.add("holding")
        if stands in {"dobj", "dative"} and lemma in _TELLING:
            said.add("told")
        return said

    def _behind_place(self, name: Candidate) -> bool:
        """Whether it says where a place lies that is named before it (*in Lindow, Prussia*)."""
        parse, before = self._parse, name.start - 1
        if before < 1 or parse.text[before] != "," or parse.ent[before - 1] not in _LANDS:
            return False
        return parse.dep[name.root] in {"appos", "npadvmod"} and not name.attributive


def is_medium(doc: Doc, name: Candidate) -> bool:
    """Whether a word of the name is one that a newspaper, a channel or an agency has."""
    return any(word in _words()["media"] for word in Parse.of(doc).lower[name.start : name.end])


def hears(doc: Doc, name: Candidate) -> bool:
    """Whether a mention tells no more than to whom something was said, or who reports it."""
    token = doc[name.root]
    above, stands = governor(token), role(token)
    if above.pos_ == "VERB":
        told = stands in {"dobj", "dative"} and above.lemma_ in _TELLING
        return told or (stands in _HEARING and above.lemma_ in _SAYING) or _according(doc, name.start)
    asked = above.lower_ in _ASKING and stands in {*_HEARING, "poss"}
    return asked or _according(doc, name.start)


def _according(doc: Doc, start: int) -> bool:
    """Whether what is said is *according to* it."""
    lower = Parse.of(doc).lower
    while start > 2 and lower[start - 1] in _OPENING:
        start -= 1
    return lower[max(0, start - 2) : start] == ["according", "to"]
