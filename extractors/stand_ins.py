"""Those who stand for a body: its leaders and troops, who bears its name, and the only one of a kind."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster, names_police
from .candidates import Candidate, words
from .descriptions import COLLECTIVE, heads, is_described, is_group
from .learned.parse import Parse
from .names import plain
from .wordlists import Words

_FOR_IT = frozenset({"leader", "leadership", "member", "official"})
_NAMED_FOR = frozenset({"organization", "group", "party", "movement", "church", "union"})
_COMMAND = frozenset({"leader", "leadership", "authority", "ruler"})
_BESIDE_NAME = frozenset({"DET", "NUM", "ADV"})
_BEHIND = (2, 3)


def stands_for(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The body whose leaders, members or troops are meant, all of them (*the Union leaders*)."""
    if not is_described(cluster) or cluster.node_class not in COLLECTIVE:
        return None
    if not all(_stands_in(doc, c, lists) for c in cluster.candidates):
        return None
    bodies = [o for o in others if _is_body(o)]
    home = next((o for o in bodies if all(_is_of(doc, c, o) for c in cluster.candidates)), None)
    if home is not None or any(c.head not in _FOR_IT for c in cluster.candidates):
        return home
    told = cluster.modifiers
    if not told or any(c.complement or c.other or c.states for c in cluster.candidates):
        return None
    named = [o for o in others if o.node_class is NodeClass.ORGANIZATION]
    return next(
        (o for o in named if any(c.modifiers == told and c.head in _NAMED_FOR for c in o.candidates)), None
    )


def _stands_in(doc: Doc, candidate: Candidate, lists: Words) -> bool:
    """Whether it is all of those who can stand for a body; troops also by their number."""
    force = candidate.head in lists.forces or candidate.head == "soldier"
    if not (candidate.plural or candidate.head == "leadership") or not (force or candidate.head in _FOR_IT):
        return False
    parse, before = Parse.of(doc), range(candidate.start, candidate.root)
    some = any(parse.lower[i] in lists.quantities and parse.lower[i] != "all" for i in before)
    return not some and (force or not any(parse.pos[i] == "NUM" for i in before))


def _is_body(cluster: Cluster) -> bool:
    """Whether it has a name and is no organ of a state."""
    if cluster.polity is not None:
        return cluster.node_class is NodeClass.ORGANIZATION and not cluster.polity.part_of
    return cluster.node_class in COLLECTIVE and cluster.named


def _is_of(doc: Doc, candidate: Candidate, body: Cluster) -> bool:
    """Whether the description holds the name of the body, and nothing else (*the leaders of the Union*)."""
    parse, stop = Parse.of(doc), max(candidate.end, candidate.reach)
    before_head = words(doc, candidate.start, candidate.root) if candidate.start < candidate.root else ""
    if plain(before_head) == plain(body.label):
        return True
    for name in body.candidates:
        if name.kind != "name" or not candidate.start <= name.start < name.end <= stop:
            continue
        before = range(candidate.start, name.start)
        if name.end == candidate.root and all(parse.pos[i] in _BESIDE_NAME for i in before):
            return True
        follows = candidate.root == candidate.start and parse.lower[candidate.root + 1] == "of"
        if follows and name.start - candidate.root in _BEHIND and name.end >= stop:
            return True
    return False


def bears_name_of(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The one party whose members bear its name (*the Radicals*, *the Radical Party*)."""
    if cluster.node_class not in COLLECTIVE:
        return None
    names = [c for c in cluster.candidates if c.kind == "name" and not c.attributive]
    if not names and not is_described(cluster):
        return None
    called = plain((names or cluster.candidates)[0].label).split()
    if not called or not called[-1].endswith("s"):
        return None
    party = f"{called[-1].removesuffix('s')} party"
    parties = [
        o for o in others if any(c.kind == "name" and plain(c.label).endswith(party) for c in o.candidates)
    ]
    if len(parties) != 1 or (len(called) > 1 and not plain(parties[0].label).startswith(called[0])):
        return None
    return parties[0]


def makes_up(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The one body named before that those without a name make up (*the rebels*, *the judges*)."""
    if not is_group(cluster) or not all(_is_bare(doc, c) for c in cluster.candidates):
        return None
    nouns, start = {c.head for c in cluster.candidates}, cluster.candidates[0].start
    bodies = [
        o
        for o in others
        if o.node_class is NodeClass.ORGANIZATION
        and o.candidates[0].start < start
        and _is_of_those(o, nouns, lists)
    ]
    return bodies[0] if len(bodies) == 1 else None


def _is_bare(doc: Doc, candidate: Candidate) -> bool:
    """Whether nothing but an article stands before the noun, and nothing that tells more behind it."""
    parse, before = Parse.of(doc), range(candidate.start, candidate.root)
    alone = candidate.plural and not candidate.complement and candidate.end == candidate.root + 1
    return alone and not candidate.states and all(parse.pos[i] == "DET" for i in before)


def _is_of_those(body: Cluster, nouns: set[str], lists: Words) -> bool:
    """Whether a word for the body tells that they make it up; a state's own forces are no rebels."""
    if any(c.states for c in body.candidates) or (body.polity is not None and body.polity.part_of):
        return False
    return any(nouns <= lists.making.get(word, frozenset()) for word in plain(body.label).split())


def is_only_one(doc: Doc, cluster: Cluster, others: Sequence[Cluster], lists: Words) -> Cluster | None:
    """The only body of a kind, also where the text says only later which it is (*police*, *the army*)."""
    if cluster.node_class is not NodeClass.ORGANIZATION or not is_described(cluster):
        return None
    for candidate in cluster.candidates:
        several = candidate.plural and candidate.head not in lists.forces
        if several or candidate.modifiers or candidate.complement or candidate.other or candidate.states:
            return None
    kind = cluster.candidates[0].head
    same = [o for o in others if o.node_class is NodeClass.ORGANIZATION and _is_one(kind, o, lists)]
    if kind == "military" and not same:
        same = [o for o in others if is_described(o) and any(map(_is_command, o.candidates))]
    return same[0] if len(same) == 1 else None


def _is_one(kind: str, body: Cluster, lists: Words) -> bool:
    """Whether a body is of a kind; a police department is police."""
    return kind in heads(body, lists) or (kind == "police" and names_police(body))


def _is_command(candidate: Candidate) -> bool:
    return candidate.head in _COMMAND and "military" in candidate.modifiers
