"""Claims from actors that are named together: joint subjects, *between A and B*, *the A-B talks*.

*Chad and Niger signed the pact*: they negotiate with each other. *the war between Chad and Niger*, *the
Chad-Niger war*: each attacks the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .arguments import children, conjuncts, direct_object, logical_subject
from .frames import Claim, Filler
from .learned.parse import Parse
from .lexicon import LexiconError, read_data

_MODIFIERS = ("amod", "compound", "nmod", "poss")
_AMONG = frozenset({"between", "among"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `data/together.yaml`: the relation by noun and by verb, or by verb and object.

    `acting` holds all the verbs.
    """

    nouns: Mapping[str, Relation]
    verbs: Mapping[str, Relation]
    idioms: Mapping[tuple[str, str], Relation]
    acting: frozenset[str]


@cache
def together() -> Words:
    """The words for what actors do together, as shipped. Raises LexiconError where one stands twice."""
    nouns: dict[str, Relation] = {}
    verbs: dict[str, Relation] = {}
    idioms: dict[tuple[str, str], Relation] = {}
    for name, words in read_data("together.yaml").items():
        for noun in words["nouns"]:
            if nouns.setdefault(noun, Relation(name)) is not Relation(name):
                raise LexiconError(f"extractors/data/together.yaml: the noun {noun!r} stands twice")
        for key in words["verbs"]:
            verb, _, noun = key.partition("+")
            if noun:
                idioms[verb, noun] = Relation(name)
            else:
                verbs[verb] = Relation(name)
    return Words(nouns, verbs, idioms, frozenset({*verbs, *(verb for verb, _ in idioms)}))


def _each_other(actors: Iterable[Token], relation: Relation, by: Token, name: str) -> Iterator[Claim]:
    """Each of the actors with each other one, both ways where the relation has a direction.

    One token may mean several actors (*both sides*), which are related among themselves.
    """
    found = [Filler(token, "Actor") for token in actors]
    pairs = list(combinations(found, 2)) if len(found) > 1 else [(one, one) for one in found]
    for one, other in pairs:
        yield Claim(one, relation, other, by, f"together/{name}")
        if not relation.symmetric and one is not other:
            yield Claim(other, relation, one, by, f"together/{name}")


def _joint(verb: Token, lemma: str, actors: frozenset[int]) -> Iterator[Claim]:
    words = together()
    for subject in logical_subject(verb):
        joined = [token for token in conjuncts(subject) if token.i in actors]
        if not joined or (len(joined) == 1 and joined[0].tag_ not in ("NNS", "NNPS", "PRP")):
            continue
        relation = words.verbs.get(lemma)
        for obj in direct_object(verb):
            relation = words.idioms.get((lemma, obj.lemma_.lower()), relation)
        if relation is not None:
            yield from _each_other(joined, relation, verb, "verb")


def _modifiers(noun: Token) -> Iterator[Token]:
    """The words before a noun that say whose it is, those that are joined by a hyphen or *and* too."""
    todo = [child for child in children(noun, *_MODIFIERS) if child.i < noun.i]
    while todo:
        token = todo.pop(0)
        yield token
        todo += children(token, "conj", "amod", "nmod", "compound")


def _of_noun(noun: Token, relation: Relation, actors: frozenset[int]) -> Iterator[Claim]:
    groups = [sorted(_modifiers(noun), key=lambda token: token.i)]
    for prep in children(noun, "prep"):
        if prep.lower_ in _AMONG:
            groups += [list(conjuncts(obj)) for obj in children(prep, "pobj")]
    for group in groups:
        named = [token for token in group if token.i in actors]
        if len(named) > 1 or (named and group is not groups[0]):
            yield from _each_other(named, relation, noun, "noun")


def find_together(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The claims of actors named together. `actors` holds the tokens that name actors."""
    found: list[Claim] = []
    words, parse = together(), Parse.of(doc)
    for index, (kind, lemma) in enumerate(zip(parse.pos, parse.lemma, strict=True)):
        if kind == "VERB" and lemma in words.acting:
            found += _joint(doc[index], lemma, actors)
        elif kind == "NOUN" and lemma in words.nouns:
            found += _of_noun(doc[index], words.nouns[lemma], actors)
    return found
