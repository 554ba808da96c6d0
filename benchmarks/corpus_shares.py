"""The shares and words of the invented graphs: the shares are those of 124 annotated articles."""

from __future__ import annotations

from parleygraph.ontology import Relation

# How many of a thousand statements have the relation, and the verb that says so.
RELATIONS = {
    Relation.SUPPORTS: (144, "supports"),
    Relation.AFFILIATED_WITH: (131, "works for"),
    Relation.SEEKS: (100, "wants"),
    Relation.ADVANCES: (75, "would secure"),
    Relation.INCLUDES: (62, "contains"),
    Relation.OPPOSES: (61, "rejected"),
    Relation.BENEFITS: (56, "would help"),
    Relation.PROPOSES: (55, "tabled"),
    Relation.DEMANDS: (90, "demands"),
    Relation.HARMS: (36, "would hurt"),
    Relation.NEGOTIATES_WITH: (28, "met"),
    Relation.FEARS: (24, "fears"),
    Relation.PRESSURES: (23, "threatened"),
    Relation.THREATENS: (21, "would endanger"),
    Relation.ATTACKS: (19, "attacked"),
    Relation.CRITICIZES: (18, "blamed"),
    Relation.AIDS: (16, "pays for"),
    Relation.ALLY_OF: (11, "is the ally of"),
    Relation.REQUIRES: (9, "holds only with"),
    Relation.MEDIATES: (8, "mediates for"),
    Relation.DISTRUSTS: (6, "does not trust"),
}
DENIED, UNCERTAIN, CONDITIONAL, DATED, VOICED, RETOLD = 0.023, 0.10, 0.006, 0.10, 0.08, 0.05
ADDRESSED = 0.7
"""The share of demands that name an addressee, in the same words."""
MENTIONED = 0.4
"""The share of repetitions of a name that are kept as mentions."""
STATEMENTS = 110
"""How many statements a document has, on average."""

SOUNDS = ("mar", "tes", "vel", "kor", "un", "ist", "ra", "bel", "dov", "en", "sal", "gri", "tho", "wen", "ak")
PLANS = (
    "accord",
    "plan",
    "quota",
    "levy",
    "ban",
    "treaty",
    "budget",
    "truce",
    "bill",
    "pact",
    "scheme",
    "rule",
)
AIMS = ("supply", "trade", "safety", "peace", "income", "water", "power", "housing", "shipping", "schooling")
KINDS = ("northern", "shared", "night", "winter", "coastal", "joint", "public", "border", "lower", "upper")
GOODS = (
    "grain",
    "salt",
    "ferry",
    "timber",
    "copper",
    "wool",
    "railway",
    "canal",
    "orchard",
    "tram",
    "market",
)
