"""What the entity recogniser takes for an organization and names no actor."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from .acronyms import in_parentheses
from .candidates import stem
from .gazetteer import Sighting
from .learned.parse import Parse
from .once import once_a_text
from .wordlists import Words, load_words

_NUMBER = re.compile(r"[A-Z]|[IVX]+")
_LONGEST = 8
_HYPHENS = frozenset({"-", "–"})


def name_head(span: Span) -> str:
    """The noun that a name is built on: the last before a preposition or number (*Treaty of Paris*).

    A single letter is a number too (*Article II*, *Annex B*).
    """
    tokens = list(span)
    cut = next((i for i, t in enumerate(tokens) if i and (_links(t) or _numbers(t.text))), len(tokens))
    return stem(tokens[cut - 1])


def _links(token: Token) -> bool:
    return token.pos_ == "ADP" or token.lower_ in {"regarding", "concerning"}


def _numbers(word: str) -> bool:
    return word[:1].isdigit() or _NUMBER.fullmatch(word) is not None


def names_no_actor(
    doc: Doc,
    entity: Span,
    start: int,
    end: int,
    covered: dict[int, Sighting],
    offices: frozenset[int],
    lists: Words,
) -> bool:
    """Whether the name is of a thing, or a part of an office or of what two states share."""
    span = doc[start:end]
    if end - start == 1 and len(span.text) > 1 and _NUMBER.fullmatch(span.text):
        return True
    last, named = stem(doc[end - 1]), name_head(span)
    # A name that goes on after a preposition is not named by its last word (*Voice for Peace*).
    continued = entity.label_ == "ORG" and any(token.pos_ == "ADP" for token in span[1:])
    if (last in lists.not_actors and not continued) or (
        named in lists.not_actors and named not in lists.organization_heads
    ):
        return True
    # A convention with its year is what was agreed (*the Convention of 1907*).
    if named == "convention" and any(token.text[:1].isdigit() for token in span):
        return True
    parse = Parse.of(doc)
    if parse.text[end : end + 1] in (["Minister"], ["Secretary"]) and named not in lists.organization_heads:
        return True
    words = parse.lower[start:end]
    if tuple(words) in lists.titles or words[0] in lists.not_first:
        return True
    if all(i in offices or i in covered or doc[i].text in _HYPHENS for i in range(start, end)) and any(
        i in offices or doc[i].text in _HYPHENS for i in range(start, end)
    ):
        return True
    return named in lists.government and end - start > 1 and start in covered


@once_a_text
def acronyms_of_things(doc: Doc) -> frozenset[str]:
    """Acronyms in parentheses of what is no actor (*intercontinental ballistic missiles (ICBMs)*)."""
    parse, lists = Parse.of(doc), load_words()
    found: set[str] = set()
    for place in in_parentheses(doc):
        end, short = place - 1, re.sub(r"s$", "", doc[place].text)
        head = stem(doc[end - 1])
        if parse.pos[end - 1] not in {"NOUN", "PROPN"} or head in lists.organization_heads:
            continue
        if head not in lists.not_actors and parse.text[end - 1][:1].isupper():
            continue
        if head in lists.people or head in lists.collectives or head in lists.countries:
            continue
        if _entity_head(doc, end) in lists.organization_heads:
            continue
        phrase = [word[:1].upper() + word[1:].lower() for word in parse.text[max(0, end - _LONGEST) : end]]
        if any(_abbreviates(short, " ".join(phrase[first:])) for first in range(len(phrase))):
            found.update((short, doc[place].text))
    return frozenset(found)


def _abbreviates(short: str, phrase: str) -> bool:
    """Whether the phrase begins with the first letter and has the others in their order."""
    letters = iter(phrase.upper())
    return phrase[:1].upper() == short[:1] and all(letter in letters for letter in short.upper())


def _entity_head(doc: Doc, end: int) -> str:
    """What the name is built on that ends there, if one does (*Bureau* of Narcotics Affairs)."""
    start = end - 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    return name_head(doc[start:end]) if doc[start].ent_iob_ == "B" else ""
