"""Organizations and acting places that only the entity recogniser knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..ontology import NodeClass
from .candidates import DASHES, Candidate, bare_end, bare_start, behind_dash, is_plural, stem, words
from .gazetteer import Sighting
from .learned.parse import Parse
from .not_actors import acronyms_of_things, name_head, names_no_actor
from .offices import office_words
from .standing import acts, does, is_addressed
from .wordlists import Words

MODIFIER = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "advmod"})
_LABELS = frozenset({"ORG", "GPE", "NORP", "PRODUCT", "EVENT", "LOC", "FAC"})
_SIDES = frozenset({"North", "South", "East", "West"})
_OTHERS = frozenset({"LOC", "FAC", "EVENT", "PRODUCT"})
_DASHES = DASHES - {"-"}
_COUNTRIES = frozenset({"republic", "state", "kingdom", "empire", "government", "people"})
_ACTING = frozenset({"state", "organization"})
_LEADING = frozenset({"ADJ", "ADV", "NUM", "DET", "PRON"})
_TRAILING = frozenset({"CCONJ", "ADP", "DET"})


def find_entities(
    doc: Doc,
    occupied: set[int],
    covered: dict[int, Sighting],
    persons: Sequence[Candidate],
    lists: Words,
) -> Iterator[Candidate]:
    """Organizations and acting places that only the entity recogniser knows."""
    surnames, firsts = names_of(persons)
    homes, offices, things = _homes(doc, lists), office_words(doc, lists), acronyms_of_things(doc)
    for entity in _named(doc, lists):
        start = bare_start(doc, entity.start, entity.end)
        # An acronym in parentheses is another name.
        opened = next((t.i for t in entity if t.text == "(" and t.i > start), entity.end)
        end = bare_end(doc, start, opened)
        while end - start > 1 and doc[end - 1].pos_ in _TRAILING:
            end -= 1
        while end - start > 1 and doc[start].is_lower and doc[start].pos_ in _LEADING:
            start += 1
        span = doc[start:end]
        # What follows *of* may be an actor by itself (*Transport Workers Union of America*).
        own = end
        if entity.label_ == "ORG" and name_head(span) in lists.organization_heads:
            own = next((t.i for t in span if t.i > start and t.pos_ == "ADP"), end)
        elif entity.label_ == "ORG" and end - start == 3 and _is_of(doc, start):
            own = start + 1
        if any(i in occupied for i in range(start, own)):
            continue
        root = span.root
        if not span.text[:1].isupper() or (start in covered and covered[start].end >= end):
            continue
        if names_no_actor(doc, entity, start, end, covered, offices, lists) or span.text in things:
            continue
        label = words(doc, start, end)
        attributive = root.dep_ in MODIFIER - {"poss"} and root.i < root.head.i
        if entity.label_ == "ORG" and _bears(span, label, surnames, firsts):
            node_class, confidence = NodeClass.PERSON, 0.6
        elif entity.label_ == "ORG" and label not in homes:
            node_class, confidence = NodeClass.ORGANIZATION, 0.7
        elif _stands_for_body(entity.label_, span.text, root, lists) or (
            entity.label_ in {"GPE", "PRODUCT"}
            and attributive
            and label not in surnames
            and _employs(root.head, lists)
        ):
            node_class, confidence = NodeClass.ORGANIZATION, 0.5
        elif entity.label_ == "NORP" and is_plural(root) and not attributive:
            node_class, confidence = NodeClass.GROUP, 0.6
        else:
            continue
        yield Candidate(
            start,
            end,
            root.i,
            "name",
            node_class,
            label,
            confidence,
            name=label,
            plural=node_class is NodeClass.GROUP,
            attributive=attributive,
            definite=True,
            head="" if entity.label_ == "GPE" else stem(doc[end - 1]),
        )


def _stands_for_body(kind: str, name: str, root: Token, lists: Words) -> bool:
    """Whether a place or a thing of that type means who runs it, as what it does or hears tells."""
    if kind in _OTHERS:
        return does(root) and name not in _SIDES
    return kind in {"GPE", "ORG"} and (acts(root) or is_addressed(root, lists))


def _named(doc: Doc, lists: Words) -> Iterator[Span]:
    """The names that may be those of actors; what the recogniser took together is taken apart.

    That are two bodies (*between the Dockers' Union and Harbour Lines*), and a place with what follows its
    dash.
    """
    parse = Parse.of(doc)
    for whole in doc.ents:
        start = behind_dash(parse, whole.start, whole.end)
        if start > whole.start and whole.end - start <= 1:
            continue
        entity = Span(doc, start, whole.end, whole.label) if start > whole.start else whole
        titled = entity.label_ == "WORK_OF_ART" and _is_body(doc, entity.start, lists)
        if not (titled or entity.label_ in _LABELS) or any(token.text in _DASHES for token in entity):
            continue
        if titled:
            yield Span(doc, entity.start, entity.end, "ORG")
            continue
        joint = next((t.i for t in entity if t.lower_ == "and" and entity.start < t.i < entity.end - 2), None)
        if joint is None or not _are_two(doc, entity, joint, lists):
            yield entity
        else:
            yield from (
                Span(doc, entity.start, joint, entity.label),
                Span(doc, joint + 1, entity.end, entity.label),
            )


def _is_body(doc: Doc, start: int, lists: Words) -> bool:
    """Whether a name stands behind the word for a body (*a citizens' group, Keep Us Moving*)."""
    return start > 1 and introduces(doc[start - 1]) and stem(doc[start - 2]) in lists.organizations


def introduces(token: Token) -> bool:
    """Whether the name of what stands before may follow (*the union, Unite*; *a party called Now*)."""
    return token.text == "," or (token.dep_ == "acl" and token.lower_ in {"called", "named"})


def _are_two(doc: Doc, entity: Span, joint: int, lists: Words) -> bool:
    """Whether both sides of *and* name a body."""
    body = stem(doc[joint - 1]) in lists.organization_heads
    if not body or (entity.start > 0 and doc[entity.start - 1].lower_ == "between"):
        return body
    return stem(doc[entity.end - 1]) in lists.organization_heads


def _is_of(doc: Doc, start: int) -> bool:
    """Whether a name of three words says of what it is (*Friends of Chile*), and ends no longer one."""
    before = doc[max(0, start - 2) : start]
    whole = not any(token.pos_ == "ADP" for token in before)
    return whole and doc[start + 1].lower_ in {"of", "for"} and stem(doc[start]) not in _COUNTRIES


def _employs(head: Token, lists: Words) -> bool:
    """Whether the noun says who acts for the place or the firm (*Ontario officials*, *Acme's founder*)."""
    noun = stem(head)
    return noun in lists.officials or noun in lists.government or lists.titles.get((noun,)) in _ACTING


def names_of(persons: Sequence[Candidate]) -> tuple[set[str], set[str]]:
    """The last words of the persons' names, and the first of those that have two."""
    names = [person.name.split() for person in persons if person.name]
    first = {name[0] for name in names if len(name) == 2 and not name[0].isupper()}
    return {name[-1] for name in names}, first


def _bears(span: Span, label: str, surnames: set[str], firsts: set[str]) -> bool:
    """Whether an organization's supposed name is a person's: one named before, or of that surname."""
    if label in surnames or label in firsts:
        return True
    plain = len(span) == 2 and all(token.pos_ == "PROPN" and token.text[:1].isupper() for token in span)
    return plain and span[-1].text in surnames


def _homes(doc: Doc, lists: Words) -> set[str]:
    """What bodies are named after, which may be where they are (the *Dover* of the Dover Dockers' Union)."""
    bodies = [e for e in doc.ents if e.label_ == "ORG" and stem(doc[e.end - 1]) in lists.organization_heads]
    first = [(doc[bare_start(doc, body.start, body.end)], body.end) for body in bodies]
    return {token.text for token, end in first if token.i + 1 < end and not token.is_upper}
