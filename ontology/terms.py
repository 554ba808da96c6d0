"""What a term of the vocabulary knows about itself; the terms themselves are generated.

The bases here carry no members. `vocabulary.py`, which is made from `parleygraph.ttl`,
fills them in. Every argument of a member but the first has a default, so that a type checker
lets a member be looked up by its value: `NodeClass("State")`.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal, Self

NAMESPACE = "https://w3id.org/parleygraph/ontology#"

Kind = Literal["Actor", "Proposal", "Interest"]
Stance = Literal[-1, 0, 1]


class Term(Enum):
    """A term with an IRI, a label and a definition in English."""

    _value_: str
    label: str
    definition: str

    # There is one object for each term, so its identity will do; that of `Enum` hashes the name each time.
    __hash__ = object.__hash__

    @property
    def iri(self) -> str:
        """The full IRI of the term."""
        return NAMESPACE + self._value_


class NodeTerm(Term):
    """A class of nodes; `color` is a hexadecimal RGB value such as `#0072B2`."""

    kind: Kind
    color: str

    def __new__(
        cls, value: str, label: str = "", definition: str = "", kind: Kind = "Actor", color: str = ""
    ) -> Self:
        """Make the member; called once for each by the generated enumeration."""
        term = object.__new__(cls)
        term._value_, term.label, term.definition = value, label, definition
        term.kind, term.color = kind, color
        return term

    @property
    def is_actor(self) -> bool:
        """Whether nodes of this class can take a stance, speak and act."""
        return self.kind == "Actor"


class RelationTerm(Term):
    """A relation; `domain` and `range` hold the classes its two ends may have.

    `stance` is 1 where it is for its object, -1 where it is against it, and 0 where it is neither.
    """

    domain: frozenset[NodeTerm]
    range: frozenset[NodeTerm]
    symmetric: bool
    stance: Stance
    family: str
    color: str

    def __new__(
        cls,
        value: str,
        label: str = "",
        definition: str = "",
        domain: frozenset[NodeTerm] = frozenset(),
        range_: frozenset[NodeTerm] = frozenset(),
        symmetric: bool = False,
        stance: Stance = 0,
        family: str = "",
        color: str = "",
    ) -> Self:
        """Make the member; called once for each by the generated enumeration."""
        term = object.__new__(cls)
        term._value_, term.label, term.definition = value, label, definition
        term.domain, term.range, term.symmetric = domain, range_, symmetric
        term.stance, term.family, term.color = stance, family, color
        return term

    def allows(self, subject: NodeTerm, object: NodeTerm) -> bool:
        """Whether a statement of this relation may go from the one class to the other."""
        return subject in self.domain and object in self.range


class PolarityTerm(Term):
    """Whether the text affirms or denies; `sign` is `+` or `-`."""

    sign: str

    def __new__(cls, value: str, label: str = "", definition: str = "", sign: str = "") -> Self:
        """Make the member; called once for each by the generated enumeration."""
        term = object.__new__(cls)
        term._value_, term.label, term.definition, term.sign = value, label, definition, sign
        return term


class CertaintyTerm(Term):
    """Whether the text puts a relation as a fact."""

    def __new__(cls, value: str, label: str = "", definition: str = "") -> Self:
        """Make the member; called once for each by the generated enumeration."""
        term = object.__new__(cls)
        term._value_, term.label, term.definition = value, label, definition
        return term
