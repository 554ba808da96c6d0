"""The terms of the ontology as enumerations.

Generated from `parleygraph.ttl` by `python -m parleygraph.ontology.generate`; change the Turtle.
"""

from __future__ import annotations

from .terms import CertaintyTerm, NodeTerm, PolarityTerm, RelationTerm


class NodeClass(NodeTerm):
    """The classes of nodes."""

    STATE = (
        "State",
        "State",
        "A country or its government, however it is named.",
        "Actor",
        "#0561D7",
    )
    ORGANIZATION = (
        "Organization",
        "Organization",
        "An institution, party, armed group, company, union, court, ministry or alliance.",
        "Actor",
        "#496300",
    )
    PERSON = (
        "Person",
        "Person",
        "An individual, named or known by an office.",
        "Actor",
        "#8D338E",
    )
    GROUP = (
        "Group",
        "Group",
        "An unnamed or informal collective that acts or wants something.",
        "Actor",
        "#239FCB",
    )
    PROPOSAL = (
        "Proposal",
        "Proposal",
        (
            "Something put on the table that others can accept or refuse: a plan, draft, resolution, "
            "demand, offer, condition, deal, bill, policy, or an action that somebody asks for."
        ),
        "Proposal",
        "#C68707",
    )
    INTEREST = (
        "Interest",
        "Interest",
        "An end that an actor wants, needs or fears: the reason behind its position.",
        "Interest",
        "#710D3A",
    )


_INTEREST = frozenset({NodeClass.INTEREST})
_PROPOSAL = frozenset({NodeClass.PROPOSAL})
_PROPOSAL_OR_INTEREST = frozenset({NodeClass.PROPOSAL, NodeClass.INTEREST})
_ACTOR = frozenset({NodeClass.STATE, NodeClass.ORGANIZATION, NodeClass.PERSON, NodeClass.GROUP})
_ACTOR_OR_PROPOSAL = frozenset(
    {
        NodeClass.STATE,
        NodeClass.ORGANIZATION,
        NodeClass.PERSON,
        NodeClass.GROUP,
        NodeClass.PROPOSAL,
    }
)
_ACTOR_OR_PROPOSAL_OR_INTEREST = frozenset(
    {
        NodeClass.STATE,
        NodeClass.ORGANIZATION,
        NodeClass.PERSON,
        NodeClass.GROUP,
        NodeClass.PROPOSAL,
        NodeClass.INTEREST,
    }
)


class Relation(RelationTerm):
    """The relations between nodes."""

    domain: frozenset[NodeClass]
    range: frozenset[NodeClass]

    PROPOSES = (
        "proposes",
        "proposes",
        "The actor puts the proposal forward: drafts, tables, offers or announces it as its plan.",
        _ACTOR,
        _PROPOSAL,
        False,
        1,
        "initiative",
        "#B35A0C",
    )
    SUPPORTS = (
        "supports",
        "supports",
        "The actor accepts, endorses, votes for, signs or backs the proposal or the actor.",
        _ACTOR,
        _ACTOR_OR_PROPOSAL,
        False,
        1,
        "support",
        "#274A9D",
    )
    OPPOSES = (
        "opposes",
        "opposes",
        "The actor rejects, refuses, votes down, resists or stands against the proposal, interest or actor.",
        _ACTOR,
        _ACTOR_OR_PROPOSAL_OR_INTEREST,
        False,
        -1,
        "opposition",
        "#DD7719",
    )
    DEMANDS = (
        "demands",
        "demands",
        "The actor insists on the proposal, calls for it, urges it or requires it of others.",
        _ACTOR,
        _PROPOSAL,
        False,
        1,
        "initiative",
        "#B35A0C",
    )
    MEDIATES = (
        "mediates",
        "mediates",
        "The actor brokers, hosts or facilitates the proposal, or stands between the parties.",
        _ACTOR,
        _ACTOR_OR_PROPOSAL,
        False,
        0,
        "mediation",
        "#20788C",
    )
    SEEKS = (
        "seeks",
        "seeks",
        "The actor wants, aims at, hopes for, pursues or cares about the interest.",
        _ACTOR,
        _INTEREST,
        False,
        1,
        "motive",
        "#9D38D6",
    )
    FEARS = (
        "fears",
        "fears",
        "The actor worries about the interest, or wants to avoid or prevent it.",
        _ACTOR,
        _INTEREST,
        False,
        -1,
        "motive",
        "#9D38D6",
    )
    ADVANCES = (
        "advances",
        "advances",
        "The proposal would serve the interest or bring it about.",
        _PROPOSAL,
        _INTEREST,
        False,
        1,
        "effect",
        "#389ADB",
    )
    THREATENS = (
        "threatens",
        "threatens",
        "The proposal would harm or hinder the interest.",
        _PROPOSAL,
        _INTEREST,
        False,
        -1,
        "effect",
        "#389ADB",
    )
    BENEFITS = (
        "benefits",
        "benefits",
        "The actor gains by the proposal or the interest.",
        _PROPOSAL_OR_INTEREST,
        _ACTOR,
        False,
        1,
        "effect",
        "#389ADB",
    )
    HARMS = (
        "harms",
        "harms",
        "The actor loses by the proposal or the interest.",
        _PROPOSAL_OR_INTEREST,
        _ACTOR,
        False,
        -1,
        "effect",
        "#389ADB",
    )
    ADDRESSED_TO = (
        "addressedTo",
        "addressed to",
        "The proposal is directed at the actor, who is to act on it.",
        _PROPOSAL,
        _ACTOR,
        False,
        0,
        "initiative",
        "#B35A0C",
    )
    REQUIRES = (
        "requires",
        "requires",
        "The first proposal holds only if the second does, is conditioned on it, or comes after it.",
        _PROPOSAL,
        _PROPOSAL,
        False,
        0,
        "structure",
        "#819180",
    )
    INCLUDES = (
        "includes",
        "includes",
        "The first proposal has the second as a part or provision.",
        _PROPOSAL,
        _PROPOSAL,
        False,
        0,
        "structure",
        "#819180",
    )
    ALLY_OF = (
        "allyOf",
        "ally of",
        "The actors are allies, partners or coalition members.",
        _ACTOR,
        _ACTOR,
        True,
        1,
        "support",
        "#274A9D",
    )
    DISTRUSTS = (
        "distrusts",
        "distrusts",
        "The actor does not trust the other, or suspects it.",
        _ACTOR,
        _ACTOR,
        False,
        -1,
        "opposition",
        "#DD7719",
    )
    PRESSURES = (
        "pressures",
        "pressures",
        "The actor coerces the other by a threat, sanction, ultimatum or leverage.",
        _ACTOR,
        _ACTOR,
        False,
        -1,
        "conflict",
        "#6B0D29",
    )
    CRITICIZES = (
        "criticizes",
        "criticizes",
        "The actor blames, accuses, condemns or insults the other.",
        _ACTOR,
        _ACTOR,
        False,
        -1,
        "opposition",
        "#DD7719",
    )
    AIDS = (
        "aids",
        "aids",
        "The actor gives the other money, arms, relief or practical help.",
        _ACTOR,
        _ACTOR,
        False,
        1,
        "support",
        "#274A9D",
    )
    ATTACKS = (
        "attacks",
        "attacks",
        "The actor uses force against the other.",
        _ACTOR,
        _ACTOR,
        False,
        -1,
        "conflict",
        "#6B0D29",
    )
    NEGOTIATES_WITH = (
        "negotiatesWith",
        "negotiates with",
        "The actors meet, talk or consult with each other.",
        _ACTOR,
        _ACTOR,
        True,
        0,
        "mediation",
        "#20788C",
    )
    AFFILIATED_WITH = (
        "affiliatedWith",
        "affiliated with",
        "The actor holds office in the other, or is its member, part or organ.",
        _ACTOR,
        _ACTOR,
        False,
        0,
        "structure",
        "#819180",
    )


class Polarity(PolarityTerm):
    """Whether the text affirms a relation or denies it."""

    POSITIVE = (
        "positive",
        "positive",
        "The text affirms the relation.",
        "+",
    )
    NEGATIVE = (
        "negative",
        "negative",
        "The text denies the relation.",
        "-",
    )


class Certainty(CertaintyTerm):
    """Whether the text puts a relation as a fact."""

    ASSERTED = (
        "asserted",
        "asserted",
        "The text puts the relation as a fact, past or present.",
    )
    UNCERTAIN = (
        "uncertain",
        "uncertain",
        "The text hedges the relation, or makes it conditional, future or hypothetical.",
    )
