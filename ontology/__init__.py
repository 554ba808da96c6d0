"""The vocabulary of actors, proposals, interests and the relations between them.

The ontology is data: `parleygraph.ttl` says what there is, and the enumerations here are
made from it.

>>> Relation.SUPPORTS.allows(NodeClass.STATE, NodeClass.PROPOSAL)
True
>>> Relation.SUPPORTS.allows(NodeClass.STATE, NodeClass.INTEREST)
False
"""

from .files import (
    Question,
    alignments_file,
    ontology_file,
    questions,
    relation_shapes_file,
    shapes_file,
)
from .terms import NAMESPACE
from .vocabulary import Certainty, NodeClass, Polarity, Relation

__all__ = [
    "NAMESPACE",
    "Certainty",
    "NodeClass",
    "Polarity",
    "Question",
    "Relation",
    "alignments_file",
    "ontology_file",
    "questions",
    "relation_shapes_file",
    "shapes_file",
]
