"""Actors of one name in several documents that are several actors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..model import Node, Statement
from ..ontology import NodeClass, Polarity, Relation
from .actor_names import is_of_every_state, is_relative_in, shared_surnames, words_of

type Own = Mapping[str, Mapping[str, str]]
"""For a node of several documents: the documents in which it is another one, to the identifier of that."""


def namesakes(nodes: Iterable[Node], statements: Iterable[Statement]) -> Own:
    """The nodes that are somebody else in some of their documents.

    One is of its document only where all it is called there has no name in it, and is a word such as
    *the parties*, *his delegation* or *the foreign minister*, for which another article has other people.
    One is of its state only where every state has one of that name, and documents say that it is
    affiliated with different states: the *Ministry of Defence* of Norland is not that of Sudland. The
    state that most documents give it keeps the node, with the documents that give none. A person who
    is called by a surname alone is of the document if several people of that surname are known.
    """
    known = {node.id: node for node in nodes}
    states = _states(known, statements)
    shared = shared_surnames(known.values())
    found = {}
    for node in known.values():
        if node.node_class is NodeClass.STATE or node.wikidata or not node.node_class.is_actor:
            continue
        documents = {mention.document.id for mention in node.mentions}
        if len(documents) < 2:
            continue
        ambiguous = node.node_class is NodeClass.PERSON and " ".join(words_of(node.label)) in shared
        alone = documents if ambiguous else is_relative_in(node)
        own = {document: f"{node.id}~{document[:8]}" for document in sorted(alone)}
        if is_of_every_state(node.label):
            own |= _of_other_states(node.id, states.get(node.id, {}), own.keys())
        if own:
            found[node.id] = own
    return found


def _states(nodes: Mapping[str, Node], statements: Iterable[Statement]) -> dict[str, dict[str, set[str]]]:
    """For each actor and document, the states that the document says it belongs to."""
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for statement in statements:
        if (
            statement.relation is Relation.AFFILIATED_WITH
            and statement.polarity is Polarity.POSITIVE
            and nodes[statement.object].node_class is NodeClass.STATE
        ):
            document = statement.evidence.document.id
            found[statement.subject].setdefault(document, set()).add(statement.object)
    return found


def _of_other_states(node_id: str, states: Mapping[str, set[str]], taken: Iterable[str]) -> dict[str, str]:
    """The documents that give the node another state than most, to the identifier of that one's."""
    left = {document: given for document, given in states.items() if document not in set(taken)}
    counts = Counter(state for given in left.values() for state in given)
    ranked = sorted(counts, key=lambda state: (-counts[state], state))
    if len(ranked) < 2:
        return {}
    own = {}
    for document, given in left.items():
        # What belongs to several states at once, as an alliance does, is left whole.
        state = min(given, key=ranked.index)
        if ranked[0] not in given and not _linked(state, ranked[0], left.values()):
            own[document] = f"{node_id}~{state.rpartition('/')[2]}"
    return own


def _linked(one: str, other: str, together: Iterable[set[str]]) -> bool:
    """Whether a document gives both states."""
    return any({one, other} <= given for given in together)
