"""All candidates of a document: known names, persons, organizations, descriptions, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..ontology import NodeClass
from .acronyms import with_acronyms
from .candidates import Candidate, bare_end, bare_start, head_of, is_plural, stem, words
from .gazetteer import Gazetteer, Polity, Sighting
from .persons import find_persons
from .phrases import find_phrases
from .standing import acts
from .unnamed import find_unnamed
from .wordlists import Words

MODIFIER = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "advmod"})
_LEADING = frozenset({"ADJ", "ADV", "NUM", "DET", "PRON"})
_TRAILING = frozenset({"CCONJ", "ADP", "DET"})


def find_candidates(doc: Doc, gazetteer: Gazetteer, lists: Words) -> list[Candidate]:
    """Every candidate, sorted by place; two never have the same head and the same span."""
    sightings = [s for s in gazetteer.sightings(doc) if not _overridden(doc, s, lists)]
    covered = {i: s for s in sightings for i in range(s.start, s.end)}
    persons = list(find_persons(doc, covered, lists))
    taken = {i for p in persons for i in range(p.start, p.end)}
    surnames = {(p.name or "").split()[-1] for p in persons if p.name}
    known: list[Candidate] = []
    for sighting in sightings:
        if any(i in taken for i in range(sighting.start, sighting.end)):
            continue
        candidate = _known(doc, sighting, surnames, lists)
        if candidate is not None:
            known.append(candidate)
    heads = {c.root for c in known if not c.attributive} | taken
    phrases = [*find_phrases(doc, covered, heads, lists), *find_unnamed(doc, heads, lists)]
    taken |= {i for c in known if not c.attributive for i in range(c.start, c.end)}
    occupied = taken | {c.root for c in phrases}
    others = list(_entities(doc, occupied, covered, surnames, lists))
    named = with_acronyms(doc, [*persons, *known, *phrases, *others])
    return sorted(
        (c for c in named if not _only_part_of_a_name(c, named)), key=lambda c: (c.start, -c.end, c.root)
    )


def _only_part_of_a_name(candidate: Candidate, names: Sequence[Candidate]) -> bool:
    """Whether an organization's name is a word of a longer one (*Labour* in *Labour Court*)."""
    return (
        candidate.node_class is NodeClass.ORGANIZATION
        and candidate.polity is not None
        and candidate.attributive
        and any(n.kind == "name" and n.start <= candidate.start < candidate.end < n.end for n in names)
    )


def _overridden(doc: Doc, sighting: Sighting, lists: Words) -> bool:
    """Whether a known name is part of another one (*Peruvian Congress*, *Congress of Colombia*)."""
    polity = sighting.sense("name")
    last = doc[sighting.end - 1]
    if polity is None:
        return False
    if polity.part_of and sighting.end - sighting.start == 1:
        if (
            sighting.start > 0
            and doc[sighting.start - 1].ent_type_ in {"NORP", "GPE"}
            and doc[sighting.start - 1].pos_ in {"ADJ", "PROPN"}
        ):
            return doc[sighting.start - 1].lower_ not in {"u.s.", "us", "american", "states"}
        following = doc[sighting.end : sighting.end + 2]
        return (
            len(following) == 2 and following[0].lower_ == "of" and following[1].ent_type_ in {"GPE", "ORG"}
        )
    return (
        polity.node_class is NodeClass.ORGANIZATION
        and last.text.isupper()
        and len(last) <= 2
        and last.ent_type_ == "PERSON"
    )


def _known(doc: Doc, sighting: Sighting, surnames: set[str], lists: Words) -> Candidate | None:
    root = head_of(doc, sighting.start, sighting.end)
    attributive = _is_modifier(root, sighting)
    plural_the = sighting.start > 0 and doc[sighting.start - 1].lower_ == "the"
    name, people = sighting.sense("name"), sighting.sense("people")
    adjective, seat = sighting.sense("adjective"), sighting.sense("metonym")
    polity: Polity | None = None
    confidence = 0.9
    if name is not None and not (people and is_plural(root)):
        polity = name
    elif people is not None and not attributive and (plural_the or is_plural(root)):
        return _people(doc, sighting, people, lists)
    elif adjective is not None and (attributive or root.pos_ == "ADJ"):
        polity, attributive, confidence = adjective, True, 0.5
    elif (
        seat is not None
        and doc[sighting.start : sighting.end].text not in surnames
        and (acts(root) or root.ent_type_ == "ORG")
    ):
        polity, confidence = seat, 0.7
    elif people is not None and not attributive and root.ent_type_ == "NORP":
        return _people(doc, sighting, people, lists)
    if polity is None:
        return None
    start = bare_start(doc, sighting.start, sighting.end)
    return Candidate(
        start,
        sighting.end,
        root.i,
        "name",
        polity.node_class,
        polity.label,
        confidence,
        polity=polity,
        name=polity.label,
        attributive=attributive,
        definite=True,
    )


def _people(doc: Doc, sighting: Sighting, polity: Polity, lists: Words) -> Candidate:
    """A people by its name: its state, unless only a part of it is meant (*many Israelis*)."""
    root = head_of(doc, sighting.start, sighting.end)
    modifiers = [t for t in root.lefts if t.dep_ in {"amod", "nummod"} or t.lower_ in lists.quantities]
    start = min((t.left_edge.i for t in modifiers), default=sighting.start)
    start = bare_start(doc, min(start, sighting.start), sighting.end)
    if modifiers or polity.node_class is not NodeClass.STATE:
        label = words(doc, start, sighting.end)
        group = polity.node_class if polity.node_class is not NodeClass.STATE else NodeClass.GROUP
        known = polity if not modifiers else None
        return Candidate(
            start,
            sighting.end,
            root.i,
            "nominal" if modifiers else "name",
            group,
            polity.label if known else label,
            0.7,
            polity=known,
            states=(polity,),
            name=label if known else None,
            head=stem(root),
            plural=True,
            definite=True,
        )
    return Candidate(
        start,
        sighting.end,
        root.i,
        "name",
        NodeClass.STATE,
        polity.label,
        0.8,
        polity=polity,
        name=polity.label,
        plural=True,
        definite=True,
    )


def _is_modifier(root: Token, sighting: Sighting) -> bool:
    if root.dep_ in MODIFIER and sighting.start <= root.i < root.head.i:
        return root.dep_ != "poss"
    return root.dep_ == "conj" and root.pos_ == "ADJ" and root.head.dep_ == "amod"


def _name_head(span: Span) -> str:
    """The noun that a name is built on: the last before a preposition or number (*Treaty of Paris*)."""
    words_of = list(span)
    cut = next((i for i, t in enumerate(words_of) if i and (t.pos_ == "ADP" or t.like_num)), len(words_of))
    return stem(words_of[cut - 1])


def _continued(span: Span) -> bool:
    """Whether the name goes on after a preposition (*Voice for Peace*): it is not named by its last word."""
    return any(token.pos_ == "ADP" for token in span[1:])


def _entities(
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
