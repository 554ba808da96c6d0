"""Clusters that were told apart by their class, and that a name shows to be one actor.

The recogniser takes a name for a person's here and for an organization's there, or a word with a capital
(*the Harbour Police*) for a name and without it (*the harbour police*) for a description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Final

from ..ontology import NodeClass
from .antecedents import Cluster
from .candidates import Candidate
from .gazetteer import Gazetteer
from .names import initials, plain
from .wordlists import NUMBERS, Words

_ARMS: Final = {
    **dict.fromkeys(("army", "force", "forces", "troops", "soldiers", "military"), "land"),
    **dict.fromkeys(("navy", "fleet"), "sea"),
}
_OTHER: Final = {
    NodeClass.PERSON: NodeClass.ORGANIZATION,
    NodeClass.ORGANIZATION: NodeClass.PERSON,
}
_SHORTEST_ACRONYM, _LONGEST_PERSON, _NAME_OF_ARMY = 3, 4, 2
_WHOLE_PEOPLE = frozenset({"people", "public"})
_OF_A_PEOPLE = frozenset({"people", "leader", "counterpart"})
_JOINING = frozenset({"of", "the", "and", "for"})
Sign = tuple[str, ...]


def reunite(clusters: Sequence[Cluster], gazetteer: Gazetteer, lists: Words) -> list[Cluster]:
    """The clusters in their order, those of one actor joined where the best named of them stood."""
    known: dict[Sign, Cluster] = {}
    left = set()
    for cluster in sorted(clusters, key=_standing, reverse=True):
        name = _name(cluster)
        others = [*_people(cluster, gazetteer, lists), *_counted(cluster)]
        arm, administration = [*_arm(cluster)], [*_administration(cluster)]
        wanted = []
        if cluster.polity is None:
            wanted = [name, *_acronym(cluster, wanted=True), *arm, *others]
            wanted += [*_surnames(cluster, lists, longest=1), *administration]
        home = next((known[sign] for sign in wanted if sign in known), None)
        if home is not None:
            _join(home, cluster)
            continue
        left.add(id(cluster))
        signs = [*arm, *others, *administration]
        if cluster.named:
            signs += [name, *_acronym(cluster), *_surnames(cluster, lists, longest=_LONGEST_PERSON)]
        for sign in signs:
            known.setdefault(sign, cluster)
    return [cluster for cluster in clusters if id(cluster) in left]


def _standing(cluster: Cluster) -> tuple[bool, bool, int, int]:
    """How well the cluster says who is meant: known, named, by more words, more often."""
    return cluster.polity is not None, cluster.named, len(cluster.label.split()), len(cluster.candidates)


def _join(home: Cluster, cluster: Cluster) -> None:
    if home.polity is None:
        if NodeClass.PERSON in {home.node_class, cluster.node_class}:
            home.node_class = NodeClass.PERSON
        if _says_less(home.label) and cluster.label[:1].isupper():
            home.label = cluster.label
    for candidate in home.candidates:
        candidate.node_class = home.node_class
    home.take(cluster)


def _says_less(label: str) -> bool:
    """Whether another name is the better label, where it is one."""
    return label[:1].islower() or label.isupper() or label.startswith("All ")


def _name(cluster: Cluster) -> Sign:
    """The name without possessive endings, from its first capital on where it is one."""
    words = cluster.label.replace("’", "'").replace("'s", "").split()
    if cluster.named:
        words = list(dropwhile(lambda word: not word[:1].isupper(), words)) or words
    return "name", plain(" ".join(words)).removeprefix("the ")


def _acronym(cluster: Cluster, *, wanted: bool = False) -> Iterator[Sign]:
    """The letters of an acronym, or those that a longer name begins with; `wanted` are those of the other."""
    label = cluster.label
    short = label.isupper()
    letters = label if short else initials(label)
    if len(letters) >= _SHORTEST_ACRONYM and letters.isalpha() and label[:1].isupper():
        yield "letters", letters, "short" if short != wanted else "long"


def _arm(cluster: Cluster) -> Iterator[Sign]:
    """The land forces of a state or its navy, as a whole (*French troops*, *the French Army*)."""
    polity, first = cluster.polity, cluster.candidates[0]
    arm = _ARMS.get(plain(cluster.label).rpartition(" ")[2])
    if arm is None or cluster.node_class is not NodeClass.ORGANIZATION:
        return
    if polity is not None and polity.part_of:
        yield "forces", polity.part_of[0], arm
    elif len(first.states) == 1 and not cluster.label[:1].isdigit() and all(map(_whole, cluster.candidates)):
        yield "forces", first.states[0].label, arm


def _people(cluster: Cluster, gazetteer: Gazetteer, lists: Words) -> Iterator[Sign]:
    """A people as a whole, or the states of one (*the Cuban people*, *all Cubans*; *Arab leaders*)."""
    if cluster.node_class is not NodeClass.GROUP:
        return
    if cluster.polity is not None:
        if any(not c.attributive for c in cluster.candidates):
            yield "people", cluster.polity.label
        return
    first = cluster.candidates[0]
    if any(c.kind == "name" or c.complement or len(c.modifiers) > 1 for c in cluster.candidates):
        return
    states = [polity.label for polity in first.states]
    if len(states) == 1 and (first.head in _WHOLE_PEOPLE or cluster.label.lower().startswith("all ")):
        yield "people", states[0]
    elif not states and first.modifiers and (first.head in lists.countries or first.head in _OF_A_PEOPLE):
        (word,) = first.modifiers
        for _, polity in gazetteer.surfaces.get(word.capitalize(), ()):
            if polity.node_class is NodeClass.GROUP:
                yield "people", polity.label
                return


def _counted(cluster: Cluster) -> Iterator[Sign]:
    """So many of a kind (*two Senate lawmakers*, *two Senate lawmakers from the coast*)."""
    first = cluster.candidates[0]
    number = first.label.split()[0].lower()
    if cluster.node_class is NodeClass.GROUP and number in NUMBERS and any(map(str.isalpha, first.modifiers)):
        yield "counted", number, first.head, *sorted(word for word in first.modifiers if word[0] != "@")


def _administration(cluster: Cluster) -> Iterator[Sign]:
    """Whose administration it is (*the Lee administration*, *the administration of President Ann Lee*)."""
    words = cluster.label.replace("’", "'").replace("'s", "").replace("'", "").split()
    at = next((i for i, word in enumerate(words) if word.lower() == "administration"), len(words))
    if cluster.node_class is not NodeClass.ORGANIZATION or at == len(words):
        return
    number = next((word for word in words[:at] if word in {"first", "second", "third"}), "")
    names = [word for word in words[:at] if word[:1].isupper()]
    if words[at + 1 : at + 2] == ["of"]:
        yield "administration", number, plain(words[-1])
    elif len(names) == 1:
        yield "administration", number, plain(names[0]).split("-")[0]


def _whole(candidate: Candidate) -> bool:
    """Whether nothing but its state stands before the word for the forces."""
    if candidate.kind == "name":
        return len(candidate.label.split()) <= _NAME_OF_ARMY
    return all(word.startswith("@") or word in {"armed", "military"} for word in candidate.modifiers)


def _surnames(cluster: Cluster, lists: Words, *, longest: int) -> Iterator[Sign]:
    """The words by which a person is called, of a name that is no body's.

    Where the one cluster is taken for a person and the other for an organization, both are the person.
    """
    kind = cluster.node_class
    words = plain(cluster.label).split()
    if kind not in _OTHER or len(words) > longest or cluster.label.isupper() or not cluster.named:
        return
    if any(word in _JOINING or word in lists.name_ends for word in words):
        # A surname may also be a word for a body (*Chairman Lodge*, *Henry Cabot Lodge*).
        if len(words) > 1 or any(c.title for c in cluster.candidates):
            yield "titled", words[-1]
        return
    # A single name looks for the whole one of the other class.
    told = kind if longest > 1 else _OTHER[kind]
    for word in {words[-1], *words[: len(words) <= _NAME_OF_ARMY]}:
        yield "person", word, told.value
