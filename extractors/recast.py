"""What a relation becomes where the classes of its ends call for another one."""

from __future__ import annotations

from ..ontology import NodeClass, Relation

# To support an interest is to seek it, to seek a proposal is to support it.
_RECAST = {
    (Relation.SUPPORTS, NodeClass.INTEREST): Relation.SEEKS,
    (Relation.PROPOSES, NodeClass.INTEREST): Relation.SEEKS,
    (Relation.DEMANDS, NodeClass.INTEREST): Relation.SEEKS,
    (Relation.SEEKS, NodeClass.PROPOSAL): Relation.SUPPORTS,
    (Relation.FEARS, NodeClass.PROPOSAL): Relation.OPPOSES,
    (Relation.INCLUDES, NodeClass.INTEREST): Relation.ADVANCES,
    (Relation.ADVANCES, NodeClass.PROPOSAL): Relation.INCLUDES,
}


def recast(relation: Relation, subject: NodeClass, obj: NodeClass) -> Relation | None:
    """The relation that holds between ends of these classes, or None where none does."""
    if relation.allows(subject, obj):
        return relation
    other = _RECAST.get((relation, obj))
    return other if other is not None and other.allows(subject, obj) else None
