"""Organizations and acting places that only the entity recogniser knows."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ..ontology import NodeClass
from .candidates import Candidate, bare_end, bare_start, is_plural, stem, words
from .gazetteer import Sighting
from .standing import acts
from .wordlists import Words

MODIFIER = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "advmod"})
_LEADING = frozenset({"ADJ", "ADV", "NUM", "DET", "PRON"})
_TRAILING = frozenset({"CCONJ", "ADP", "DET"})


def _name_head(span: Span) -> str:
    """The noun that a name is built on: the last before a preposition or number (*Treaty of Paris*)."""
    words_of = list(span)
    cut = next((i for i, t in enumerate(words_of) if i and (t.pos_ == "ADP" or t.like_num)), len(words_of))
    return stem(words_of[cut - 1])


def _continued(span: Span) -> bool:
    """Whether the name goes on after a preposition (*Voice for Peace*): it is not named by its last word."""
    return any(token.pos_ == "ADP" for token in span[1:])


def find_entities(
    doc: Doc, occupied: set[int], covered: dict[int, Sighting], surnames: set[str], lists: Words
) -> Iterator[Candidate]:
    """Organizations and acting places that only the entity recogniser knows."""
    homes = _homes(doc, lists)
    for entity in doc.ents:
        if entity.label_ not in {"ORG", "GPE", "NORP", "PRODUCT", "EVENT"}:
            continue
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
        if entity.label_ == "ORG" and _name_head(span) in lists.organization_heads:
            own = next((t.i for t in span if t.i > start and t.pos_ == "ADP"), end)
        if any(i in occupied for i in range(start, own)):
            continue
        root = span.root
        last = stem(doc[end - 1])
        if (
            (last in lists.not_actors and not (entity.label_ == "ORG" and _continued(span)))
            or ((named := _name_head(span)) in lists.not_actors and named not in lists.organization_heads)
            or not span.text[:1].isupper()
            or tuple(span.text.lower().split()) in lists.titles
        ):
            continue
        if start in covered and covered[start].end >= end:
            continue
        label = words(doc, start, end)
        attributive = root.dep_ in MODIFIER - {"poss"} and root.i < root.head.i
        if entity.label_ == "ORG" and label in surnames:
            node_class, confidence = NodeClass.PERSON, 0.6
        elif entity.label_ == "ORG" and label not in homes:
            node_class, confidence = NodeClass.ORGANIZATION, 0.7
        elif entity.label_ in {"GPE", "ORG"} and acts(root):
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
            head="" if entity.label_ == "GPE" else last,
        )


def _homes(doc: Doc, lists: Words) -> set[str]:
    """What bodies are named after, which may be where they are (the *Dover* of the Dover Dockers' Union)."""
    bodies = [e for e in doc.ents if e.label_ == "ORG" and stem(doc[e.end - 1]) in lists.organization_heads]
    first = [(doc[bare_start(doc, body.start, body.end)], body.end) for body in bodies]
    return {token.text for token, end in first if token.i + 1 < end and not token.is_upper}
