"""Candidates gathered into clusters that each stand for one actor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster, antecedent, other_office
from .apposed import Apposed
from .candidates import Candidate, words
from .gazetteer import Gazetteer, Polity
from .governments import is_nobodys, tell_governments
from .learned.parse import Parse
from .names import is_acronym_of, merge_persons, plain
from .retold import retell
from .reunite import reunite
from .standing import acts
from .wordlists import Words

_PREPOSITIONS = frozenset({"of", "for", "in", "on", "at", "to"})
_TERRITORIES = frozenset({"state", "province", "city", "county", "republic", "government", "people"})
_WHOLE = frozenset({"all", "both", "any", "every", "other"})
_LOOSE = re.compile(
    r"^(?:the|a|an|this|that|these|those|such|all|some|many|most|several|other|both|our|its|their|his|her|my)\s+"
)


def gather(doc: Doc, candidates: Sequence[Candidate], gazetteer: Gazetteer, lists: Words) -> list[Cluster]:
    """The clusters, in the order of their first candidates."""
    clusters: list[Cluster] = []
    tell_governments(doc, candidates, gazetteer, lists)
    _tell_firms(candidates)
    persons = [c for c in candidates if c.node_class is NodeClass.PERSON and c.kind == "name"]
    for group in merge_persons(persons, lists):
        best = max(group, key=lambda c: (len(plain(c.name or "").split()), -c.start))
        clusters.append(Cluster(_address(doc, best, lists), NodeClass.PERSON, group))
    _gather_known(candidates, gazetteer, clusters)
    _gather_organizations(candidates, clusters, lists)
    waiting = [
        c
        for c in candidates
        if c.kind == "nominal" and c.polity is None and not (c.node_class is NodeClass.STATE and c.states)
    ]
    _gather_phrases(doc, waiting, gazetteer, clusters, lists)
    for cluster in clusters:
        (first, *others) = cluster.candidates
        if cluster.node_class is NodeClass.GROUP and first.reach > first.end and not others:
            cluster.label = words(doc, first.start, first.reach)
        cluster.candidates.sort(key=lambda c: (c.start, c.end))
    clusters = reunite(retell(doc, clusters, lists), gazetteer, lists)
    return sorted(clusters, key=lambda c: (c.candidates[0].start, c.candidates[0].end, c.label))


def _address(doc: Doc, person: Candidate, lists: Words) -> str:
    """What a person is called: a sovereign named by the first name alone, with the title (*King Idris*)."""
    name = person.name or person.label
    alone = " " not in name and person.title and person.title[-1] in lists.sovereigns
    return words(doc, person.start, person.end) if alone else name


def _tell_firms(candidates: Sequence[Candidate]) -> None:
    """A bare name that begins an organization's, and that no person has, is the organization (*Harlan*)."""
    names = [c for c in candidates if c.kind == "name" and c.polity is None]
    firms = [c for c in names if c.node_class is NodeClass.ORGANIZATION and " " in c.label]
    taken = {
        word
        for c in names
        if c.node_class is NodeClass.PERSON and len(words := plain(c.name or c.label).split()) > 1
        for word in words
    }
    for candidate in names:
        name = plain(candidate.label)
        alone = candidate.node_class is NodeClass.PERSON and not candidate.title and name not in taken
        if alone and any(
            f.start < candidate.start and f"{_key(f.label)} ".startswith(f"{name} ") for f in firms
        ):
            candidate.node_class, candidate.name = NodeClass.ORGANIZATION, None


def _gather_known(candidates: Sequence[Candidate], gazetteer: Gazetteer, clusters: list[Cluster]) -> None:
    """What the gazetteer knows; a government or its officials join their state or states."""
    known: dict[str, Cluster] = {}
    for candidate in candidates:
        polities: tuple[Polity, ...] = (candidate.polity,) if candidate.polity else ()
        if not polities and candidate.node_class is NodeClass.STATE:
            polities = candidate.states
        for polity in polities:
            cluster = known.setdefault(polity.label, Cluster(polity.label, polity.node_class, [], polity))
            cluster.candidates.append(candidate)
    clusters.extend(known.values())


def _key(label: str) -> str:
    text = plain(label)
    while (shorter := _LOOSE.sub("", text)) != text and shorter:
        text = shorter
    return text


def _gather_organizations(candidates: Sequence[Candidate], clusters: list[Cluster], lists: Words) -> None:
    """Organizations and groups by name: equal names, acronyms, and the tail of a longer name."""
    named = [
        c
        for c in candidates
        if c.kind == "name" and c.polity is None and c.node_class is not NodeClass.PERSON
    ]
    groups: dict[str, Cluster] = {}
    for candidate in sorted(named, key=lambda c: (-(c.end - c.start), c.start)):
        key = _key(candidate.label)
        home = groups.get(key)
        if home is None:
            home = next(
                (
                    g
                    for g in groups.values()
                    if any(candidate.label in x.aliases for x in g.candidates)
                    or is_acronym_of(candidate.label, [x.label for x in g.candidates])
                    or (key and g.node_class is candidate.node_class and _ends_or_begins(key, g, lists))
                ),
                None,
            )
        if home is None:
            home = groups[key] = Cluster(candidate.label, candidate.node_class, [])
        home.candidates.append(candidate)
    clusters.extend(groups.values())


def _ends_or_begins(key: str, cluster: Cluster, lists: Words) -> bool:
    """Whether the name is the end or the beginning of a longer one.

    A body that a longer name begins with is another one (*Lund University*, *Lund University Press Club*),
    and so is the place that a body is of (*Bank of Ohio*), but not where it is one (*State of Ohio*).
    """
    whole = f" {_key(cluster.label)} "
    if whole.endswith(f" {key} "):
        before = whole.removesuffix(f" {key} ").split()
        return not before or before[-1] not in _PREPOSITIONS or before[0] in _TERRITORIES
    rest = whole.removeprefix(f" {key} ").split()
    if not rest or rest[0] in _PREPOSITIONS or not whole.startswith(f" {key} "):
        return whole.startswith(f" {key} ")
    heads = lists.organization_heads
    return not (rest[-1] in heads and any(word in heads for word in key.split()))


def _gather_phrases(
    doc: Doc, waiting: Sequence[Candidate], gazetteer: Gazetteer, clusters: list[Cluster], lists: Words
) -> None:
    """Descriptions: those that name nothing by themselves go to an earlier actor, if one fits."""
    groups: dict[tuple[NodeClass, str], Cluster] = {}
    apposed = Apposed(doc, clusters)
    for candidate in sorted(waiting, key=lambda c: c.start):
        home = apposed.of(candidate) or _by_name(doc, candidate, clusters)
        if home is None and candidate.resolve:
            home = antecedent(doc, candidate, clusters, lists)
        key = (candidate.node_class, _key(candidate.label))
        if (
            home is None
            and candidate.resolve
            and (is_nobodys(doc, candidate) or _unmeant(doc, candidate, lists))
        ):
            continue
        home = home or groups.get(key) or _alike(doc, candidate, groups.values(), lists)
        if home is None:
            home = groups[key] = Cluster(candidate.label, candidate.node_class, [])
            clusters.append(home)
        elif all(c.attributive for c in home.candidates) and home.polity is None:
            home.label = candidate.label
        home.candidates.append(candidate)


def _unmeant(doc: Doc, candidate: Candidate, lists: Words) -> bool:
    """Whether a bare word for a body, which no earlier actor explains and which does nothing, means none.

    *Laid the foundation* does, *the union refused* does not.
    """
    bare = candidate.end - candidate.start == 1 and candidate.label.islower()
    unmeant = candidate.node_class is NodeClass.ORGANIZATION and candidate.head in lists.unmeant
    return bare and unmeant and not acts(doc[candidate.root])


def _by_name(doc: Doc, candidate: Candidate, clusters: Sequence[Cluster]) -> Cluster | None:
    """The organization whose name stands before what it is (*the Green Alternative party*)."""
    if candidate.node_class is not NodeClass.ORGANIZATION or candidate.root != candidate.end - 1:
        return None
    name = _key(doc[candidate.start : candidate.root].text)
    bodies = (c for c in clusters if c.node_class is NodeClass.ORGANIZATION)
    return next((c for c in bodies if _key(c.label) == name), None)


def _alike(doc: Doc, candidate: Candidate, groups: Iterable[Cluster], lists: Words) -> Cluster | None:
    """The latest description of the same head whose words include these or are included (*rail workers*)."""
    if candidate.other or candidate.complement or not candidate.head:
        return None
    best: tuple[int, Cluster] | None = None
    for cluster in groups:
        first = cluster.candidates[0]
        told_more = any(c.complement or c.other for c in cluster.candidates)
        if cluster.node_class is not candidate.node_class or told_more:
            continue
        heads = {lists.synonyms.get(c.head, c.head) for c in cluster.candidates}
        if heads != {lists.synonyms.get(candidate.head, candidate.head)}:
            continue
        if candidate.node_class is NodeClass.PERSON and other_office(candidate, cluster, lists):
            continue
        told = cluster.modifiers
        if "non" in candidate.modifiers ^ told:
            continue
        if (
            candidate.modifiers > told
            and not candidate.definite
            and _counts(doc, cluster.candidates, lists) - _counts(doc, [candidate], lists)
        ):
            continue
        if (candidate.modifiers <= told or told <= candidate.modifiers) and (
            best is None or first.start > best[0]
        ):
            best = (first.start, cluster)
    return best[1] if best else None


def _counts(doc: Doc, candidates: Iterable[Candidate], lists: Words) -> set[str]:
    """The words that say how many are meant, but not that all are."""
    parse = Parse.of(doc)
    return {
        parse.lower[i]
        for c in candidates
        for i in range(c.start, c.root)
        if parse.pos[i] == "NUM" or (parse.lower[i] in lists.quantities and parse.lower[i] not in _WHOLE)
    }
