"""Claims about a theme that is named by another word of the same phrase."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.frames import Claim, Filler, find_claims
from parleygraph.extractors.nearby import near, rule_name
from parleygraph.extractors.nodes import Nodes
from parleygraph.extractors.themes import Phrase, Themes
from parleygraph.ontology import NodeClass, Relation
from spacy.tokens import Doc


def _moved(doc: Doc, actor: str, theme: str, relation: Relation) -> Claim:
    """The first claim of the relation, in a text where one word is an actor and one heads a theme."""
    words = [token.text for token in doc]
    claims = [c for c in find_claims(doc, frozenset({words.index(actor)})) if c.relation is relation]
    themes = Themes(doc)
    at = words.index(theme)
    themes.add(Phrase(at, at + 1, at), {NodeClass.PROPOSAL: 1.0})
    nodes = Nodes(doc, [], themes)
    claim = claims[0]
    if claim.subject.kind == "Actor":
        # There are no actors among the nodes: a theme takes the place of the one that is found.
        claim = Claim(Filler(doc[at], "Proposal"), claim.relation, claim.object, claim.predicate, claim.stage)
    return near(claim, nodes)


@pytest.mark.parametrize(
    ("sentence", "theme", "where"),
    [
        ("Norway agreed to begin the talks.", "talks", "within"),
        ("Norway agreed to take part in the talks.", "talks", "within"),
        ("Norway accepted the invitation to negotiate.", "negotiate", "within"),
        ("Norway supported the resumption of talks.", "talks", "within"),
        ("Norway approved a fleet.", "approved", "around"),
    ],
)
def test_a_claim_moves_to_the_theme(
    parse: Callable[[str], Doc], sentence: str, theme: str, where: str
) -> None:
    """A claim speaks of the theme in the phrase, or around the word, that its rule looks at."""
    claim = _moved(parse(sentence), "Norway", theme, Relation.SUPPORTS)
    assert claim.object.token.text == theme
    assert claim.stage.startswith(f"near-{where}:frames/agree:")
    assert rule_name(claim.stage).startswith("frames/agree:")


def test_an_opposition_does_not_move_outwards(parse: Callable[[str], Doc]) -> None:
    """Who halts the advance does not oppose the halt."""
    claim = _moved(parse("Norway halted the advance."), "Norway", "halted", Relation.OPPOSES)
    assert claim.object.token.text == "advance"
    assert rule_name(claim.stage) == claim.stage


def test_a_claim_without_a_theme_near_stays(parse: Callable[[str], Doc]) -> None:
    """A theme in another clause is none of the claim."""
    claim = _moved(
        parse("Norway agreed to leave, and the talks failed."), "Norway", "talks", Relation.SUPPORTS
    )
    assert claim.object.token.text == "leave"


def test_the_holder_of_a_noun_holds_no_other(parse: Callable[[str], Doc]) -> None:
    """*the Norwegian bill on talks* is a Norwegian bill, and no Norwegian talks."""
    doc = parse("The Norwegian bill on talks failed.")
    themes = Themes(doc)
    for word in ("Norwegian", "talks"):
        at = [token.text for token in doc].index(word)
        themes.add(Phrase(at, at + 1, at), {NodeClass.PROPOSAL: 1.0})
    bill, holder = doc[2], Filler(doc[1], "Proposal")
    for rule, moved in (("constructions/holder", "bill"), ("frames/agree:back", "talks")):
        claim = Claim(holder, Relation.SUPPORTS, Filler(bill, "Proposal"), bill, rule)
        assert near(claim, Nodes(doc, [], themes)).object.token.text == moved
