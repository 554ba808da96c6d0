"""Which government is meant: that of a state, a body of its own, or none.

A government, an administration and a cabinet are their state, unless the text tells them apart from
it: the government of a region (*the Bavarian state government*), one of another make-up or time (*the
transitional government*, *the incoming administration*), a power that has no state beside it in the
text (*the Girondin government*), and an administration that the text sets against another or
against the parliament of its state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .candidates import POSSESSIVES, Candidate, Chunk, definite, modifiers, words
from .gazetteer import Gazetteer, Polity
from .names import plain
from .standing import does, sentence_numbers
from .wordlists import Words

_AMERICAN = "United States"
_CHAMBERS = frozenset(
    {"United States Congress", "United States Senate", "United States House of Representatives"}
)
_QUALITIES = frozenset({"leadership", "presidency"})
_RULING = frozenset({"government", "cabinet", "presidency"})
_HIS = frozenset({"his", "her"})


def is_power(chunk: Chunk, head: str, states: Sequence[Polity], lists: Words) -> bool:
    """Whether a word for a government means somebody who governs.

    It does not in *her leadership*, *a sanctions regime*, *under Belgian administration*, *government by
    consent* and *a democratic government*, which nobody leads yet.
    """
    root, before = chunk.root, modifiers(chunk)
    if head == "regime" and any(t.lower_ in lists.regimes for t in before):
        return False
    owners = [t for t in root.lefts if t.dep_ == "poss"]
    if head in _QUALITIES and owners and not states:
        return False
    if head == "administration" and root.text.islower() and not definite(chunk):
        return False
    if states or definite(chunk) or any(t.pos_ == "PROPN" for t in before):
        return not any(t.lower_ in {"any", "no"} for t in root.lefts)
    return root.text[:1].isupper() and not any(t.lower_ in {"any", "no"} for t in root.lefts)


def is_apart(chunk: Chunk, head: str, lists: Words) -> bool:
    """Whether a government is told apart from its state by its place, its make-up or its time."""
    told = {t.lower_ for t in modifiers(chunk)}
    if head == "administration" and told & lists.successive:
        return True
    regional = bool(told & lists.regional) and not told & lists.common
    return head in {"government", "administration"} and (regional or bool(told & lists.apart))


def tell_governments(doc: Doc, candidates: Sequence[Candidate], gazetteer: Gazetteer, lists: Words) -> None:
    """Settle the governments that are named after somebody: by whose state, or as bodies of their own."""
    persons = _sure(candidates, gazetteer)
    unsettled = [c for c in candidates if c.resolve and c.node_class is NodeClass.STATE]
    states = _states_of(doc, candidates, persons, gazetteer)
    _tell_administrations(doc, candidates, unsettled, states, gazetteer.polities[_AMERICAN])
    own: dict[tuple[str, ...], list[str]] = {}
    regimes = [c for c in candidates if c.head == "regime"]
    for candidate in unsettled:
        if not candidate.resolve or candidate.node_class is not NodeClass.STATE:
            continue
        names = _names(doc, candidate, lists)
        state = _owner(doc, candidate, names, persons, states)
        if state is not None:
            candidate.states, candidate.resolve = (state,), False
        elif candidate.head == "regime" and not candidate.modifiers and _last_named(candidate, regimes):
            candidate.node_class = NodeClass.ORGANIZATION
        elif names and candidate.head != "administration" and not _of_person(names, persons):
            _found(doc, candidate)
            candidate.aliases = own.setdefault(names, [])
            candidate.aliases.append(candidate.label)
    _tell_cabinets(doc, candidates)
    for candidate in candidates:
        if candidate.head == "government" and candidate.kind == "nominal" and candidate.states:
            names = _names(doc, candidate, lists)
            if any(names[-len(other) :] == other for other in own):
                _found(doc, candidate)
                candidate.aliases = next(own[other] for other in own if names[-len(other) :] == other)


def is_nobodys(doc: Doc, candidate: Candidate) -> bool:
    """Whether a government of no known state, which does nothing or is somebody's, is no actor."""
    if candidate.node_class is not NodeClass.STATE:
        return False
    if doc[candidate.start].lower_ in POSSESSIVES:
        return True
    return candidate.head not in _RULING or not does(doc[candidate.root])


def _tell_cabinets(doc: Doc, candidates: Sequence[Candidate]) -> None:
    """A president's cabinet, who govern only together with the president, is a body."""
    cabinets = [c for c in candidates if c.head == "cabinet" and c.node_class is NodeClass.STATE]
    named = [c for c in cabinets if [p.label for p in c.states] == [_AMERICAN]]
    if not named:
        return
    for candidate in cabinets:
        if candidate in named:
            _found(doc, candidate)
            candidate.aliases = [c.label for c in named]
        elif candidate.resolve:
            candidate.node_class = NodeClass.ORGANIZATION


def _last_named(candidate: Candidate, regimes: Sequence[Candidate]) -> bool:
    """Whether the regime that the text named last is a body, not a state."""
    last = max((c for c in regimes if c.end <= candidate.start), key=lambda c: c.start, default=None)
    return last is not None and last.node_class is NodeClass.ORGANIZATION


def _sure(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """The persons by name; a single word with no title may be none (*Girondist*)."""
    named = [c for c in candidates if c.node_class is NodeClass.PERSON and c.kind == "name"]
    full = [c for c in named if c.title or " " in plain(c.name or c.label)]
    surnames = {_surname(c) for c in full}
    return [c for c in named if _surname(c) in surnames or plain(c.name or c.label) in gazetteer.leaders]


def _surname(person: Candidate) -> str:
    return plain(person.name or person.label).rpartition(" ")[2]


def _named_after(name: str, surname: str) -> bool:
    """Whether a word is a surname, or made from one that is long enough to be told (*Peronist*)."""
    return name == surname or (len(surname) > 3 and name.startswith(surname))


def _found(doc: Doc, candidate: Candidate) -> None:
    """Make a government an organization that has this name."""
    candidate.node_class, candidate.kind, candidate.resolve = NodeClass.ORGANIZATION, "name", False
    if doc[candidate.start].lower_ in POSSESSIVES:
        candidate.start += 1
        candidate.label = words(doc, candidate.start, candidate.end)
    candidate.name = candidate.label


def _names(doc: Doc, candidate: Candidate, lists: Words) -> tuple[str, ...]:
    """The capitalised words before the head, without those of any government (*the Federal Government*)."""
    before = [t for t in doc[candidate.start : candidate.root] if t.text[:1].isupper()]
    common = lists.government | lists.common | lists.title_ends | POSSESSIVES | {"the"}
    return tuple(plain(t.text) for t in before if t.lower_ not in common)


def _of_person(names: Iterable[str], persons: Sequence[Candidate]) -> bool:
    """Whether a name is that of a person in the text, or made from it."""
    return any(_named_after(name, _surname(person)) for name in names for person in persons)


def _states_of(
    doc: Doc, candidates: Sequence[Candidate], persons: Sequence[Candidate], gazetteer: Gazetteer
) -> dict[str, Polity]:
    """The state of each person by surname: named beside the office, after it, or known to everybody."""
    ending = {c.end: c.polity for c in candidates if c.polity and c.polity.node_class is NodeClass.STATE}
    starting = {c.start: c.polity for c in candidates if c.polity and c.polity.node_class is NodeClass.STATE}
    found: dict[str, Polity] = {}
    for person in persons:
        name = plain(person.name or person.label)
        edge = person.title_start if person.title_start is not None else person.start
        beside = ending.get(edge) or ending.get(edge - 1 if doc[edge - 1].lower_ in {"’s", "'s"} else edge)
        after = starting.get(person.end + 1) if doc[person.end : person.end + 1].text == "of" else None
        known = gazetteer.leaders.get(name)
        state = beside or after or (gazetteer.polities.get(known) if known else None)
        if state is not None:
            found.setdefault(_surname(person), state)
    return found


def _owner(
    doc: Doc,
    candidate: Candidate,
    names: Sequence[str],
    persons: Sequence[Candidate],
    states: Mapping[str, Polity],
) -> Polity | None:
    """The state whose government is *the Attlee government*, or *his government* beside Attlee."""
    if names:
        return next((states[s] for name in names for s in sorted(states) if _named_after(name, s)), None)
    if doc[candidate.start].lower_ not in _HIS:
        return None
    sentence = sentence_numbers(doc)
    before = [p for p in persons if p.end <= candidate.start]
    last = max(before, key=lambda p: p.start, default=None)
    if last is None or sentence[last.root] < sentence[candidate.root] - 1:
        return None
    return states.get(_surname(last))


def _tell_administrations(
    doc: Doc,
    candidates: Sequence[Candidate],
    unsettled: Sequence[Candidate],
    states: Mapping[str, Polity],
    american: Polity,
) -> None:
    """Administrations of one state that the text tells apart or sets against its parliament.

    Where only one is named, and no chamber, it is its state. *The administration* follows the last
    that was named; beside a chamber, in one sentence, it is a body too.
    """
    ours = [c for c in unsettled if c.head == "administration"]
    named = {id(c): key for c in ours if (key := _president(c))}
    chambers = [c.root for c in candidates if c.polity is not None and c.polity.label in _CHAMBERS]
    several = len(set(named.values())) > 1
    sentence = sentence_numbers(doc)
    beside = {sentence[root] for root in chambers}
    last: tuple[Polity, ...] | None = None
    for candidate in ours:
        if id(candidate) in named:
            surname = plain(named[id(candidate)].split()[-1])
            known = states.get(surname, american if chambers else None)
            if several or (chambers and known is american):
                last = (known,) if known is not None else ()
                _found(doc, candidate)
                candidate.states = last
        elif last is not None or sentence[candidate.root] in beside:
            candidate.node_class = NodeClass.ORGANIZATION
            candidate.states = (american,) if last is None else last


def _president(candidate: Candidate) -> str:
    """After whom an administration is named, with the number that tells two of one name (*second Lee*)."""
    told = candidate.label.replace("’", "'").replace("'s ", " ").split()
    names = [w for w in told if w[:1].isupper() and w.lower() != "administration"]
    numbers = [w for w in told if w in {"first", "second", "third"}]
    return " ".join([*numbers, *names[-1:]]) if names and names[-1].lower() not in {"my", "our"} else ""
