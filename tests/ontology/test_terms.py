"""The enumerations say what the ontology says, and importing them is quick."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest
from parleygraph.ontology import NAMESPACE, Certainty, NodeClass, Polarity, Relation

ACTORS = {NodeClass.STATE, NodeClass.ORGANIZATION, NodeClass.PERSON, NodeClass.GROUP}

# How the three kinds of colour blindness see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
# Linear RGB to the cone responses of OKLab, and these to OKLab (Ottosson 2020).
CONES = ((0.412221, 0.536333, 0.051446), (0.211903, 0.6807, 0.107397), (0.088302, 0.281719, 0.629979))
OKLAB = ((0.210454, 0.793618, -0.004072), (1.977998, -2.428592, 0.450594), (0.025904, 0.782772, -0.808676))

type Vector = tuple[float, ...]
type Matrix = tuple[Vector, ...]


def apply(matrix: Matrix, vector: Vector) -> Vector:
    """The product of a matrix and a vector."""
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def linear(color: str) -> Vector:
    """The linear RGB of a hexadecimal colour."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def contrast_with_white(color: str) -> float:
    """The contrast ratio of WCAG 2."""
    red, green, blue = linear(color)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def seen(color: str, sight: str) -> Vector:
    """Where in OKLab somebody with that sight sees the colour."""
    clipped = tuple(min(max(channel, 0.0), 1.0) for channel in apply(SIGHT[sight], linear(color)))
    return apply(OKLAB, tuple(cone ** (1 / 3) for cone in apply(CONES, clipped)))


def distance(one: str, other: str, sight: str) -> float:
    """How far apart two colours look."""
    pairs = zip(seen(one, sight), seen(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


NODE_COLORS = sorted({node_class.color for node_class in NodeClass})
FAMILIES = {relation.family for relation in Relation}
EDGE_COLORS = sorted({relation.color for relation in Relation})


def test_there_are_six_classes_of_three_kinds() -> None:
    """Four classes of actors, proposals, interests."""
    assert {node_class for node_class in NodeClass if node_class.is_actor} == ACTORS
    assert NodeClass.PROPOSAL.kind == "Proposal"
    assert NodeClass.INTEREST.kind == "Interest"
    assert len(NodeClass) == 6


def test_a_relation_allows_what_the_guidelines_allow() -> None:
    """Domain and range unite the classes below the ones that the Turtle names."""
    assert len(Relation) == 22
    assert Relation.PROPOSES.domain == ACTORS
    assert Relation.SUPPORTS.range == {*ACTORS, NodeClass.PROPOSAL}
    assert Relation.OPPOSES.range == set(NodeClass)
    assert Relation.HARMS.domain == {NodeClass.PROPOSAL, NodeClass.INTEREST}
    assert Relation.FEARS.allows(NodeClass.GROUP, NodeClass.INTEREST)
    assert not Relation.FEARS.allows(NodeClass.GROUP, NodeClass.PROPOSAL)
    assert not Relation.REQUIRES.allows(NodeClass.STATE, NodeClass.PROPOSAL)


def test_two_relations_are_symmetric() -> None:
    """Alliance and negotiation go both ways, nothing else does."""
    assert {r for r in Relation if r.symmetric} == {Relation.ALLY_OF, Relation.NEGOTIATES_WITH}


def test_a_relation_is_for_its_object_or_against_it_or_neither() -> None:
    """Backing is for, resisting and force are against, talks and belonging take no side."""
    sides = {family: {r.stance for r in Relation if r.family == family} for family in FAMILIES}
    assert sides.pop("motive") == sides.pop("effect") == {1, -1}
    assert sides.pop("initiative") == {1, 0}
    assert sides == {"support": {1}, "opposition": {-1}, "conflict": {-1}, "mediation": {0}, "structure": {0}}
    assert Relation.SEEKS.stance == Relation.ADVANCES.stance == Relation.BENEFITS.stance == 1
    assert Relation.FEARS.stance == Relation.THREATENS.stance == Relation.HARMS.stance == -1
    assert Relation.ADDRESSED_TO.stance == 0


def test_terms_are_looked_up_by_value_and_have_iris() -> None:
    """Values are the names of the ontology."""
    assert NodeClass("State") is NodeClass.STATE
    assert Relation("addressedTo").iri == NAMESPACE + "addressedTo"
    assert Certainty("uncertain") is Certainty.UNCERTAIN
    assert {polarity.sign: polarity for polarity in Polarity} == {
        "+": Polarity.POSITIVE,
        "-": Polarity.NEGATIVE,
    }


def test_relations_of_a_family_share_its_color() -> None:
    """A legend has one colour a family."""
    assert (
        len({r.family for r in Relation}) == len({(r.family, r.color) for r in Relation}) == len(EDGE_COLORS)
    )


@pytest.mark.parametrize("color", NODE_COLORS + EDGE_COLORS)
def test_a_color_can_be_seen_on_white(color: str) -> None:
    """WCAG 2 asks 3 to 1 of graphical objects."""
    assert contrast_with_white(color) >= 3


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colors", [NODE_COLORS, EDGE_COLORS], ids=["nodes", "edges"])
def test_colors_stay_apart_for_everybody(colors: list[str], sight: str) -> None:
    """Any two colours of a set look at least 0.1 apart in OKLab, in every kind of sight."""
    assert min(distance(one, other, sight) for one, other in combinations(colors, 2)) >= 0.1


def test_importing_the_ontology_loads_no_rdf_library() -> None:
    """Commands that need no RDF start without it."""
    code = "import sys, parleygraph.ontology.vocabulary; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
