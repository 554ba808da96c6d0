"""What is told of actors without a name, from which it is learned whom a reader writes down."""

from __future__ import annotations

import pytest
from parleygraph.extractors.actors import find_actors
from spacy.language import Language


def _features(nlp: Language, text: str, word: str) -> dict[str, float]:
    """The features of the first actor with the word in its label."""
    return next(a for a in find_actors(nlp(text)) if word in a.label).features


@pytest.mark.parametrize(
    ("text", "told_by"),
    [
        ("Miners who lost their jobs blamed Norway.", "relcl"),
        ("Miners dismissed in May blamed Norway.", "acl"),
        ("The nation's miners blamed Norway.", "poss"),
        ("Chilean miners blamed the owners.", "name"),
        ("The miners and the farmers blamed Norway.", "conj"),
    ],
)
def test_by_what_a_description_is_told(text: str, told_by: str, nlp: Language) -> None:
    """A clause of its own, an owner, a name or a fellow tells who is meant."""
    names = {"relcl", "acl", "poss", "name", "conj"}
    found = _features(nlp, text, "iners")
    assert {name for name in names if f"told by:{name}" in found} == {told_by}


def test_what_shares_its_words_with_others_is_marked(nlp: Language) -> None:
    """A head that ends a name, and a modifier that another description has too."""
    text = "The Miners Union struck. A rival union met striking farmers, and striking teachers met Norway."
    assert _features(nlp, text, "rival union")["same head named"] == 1.0
    found = _features(nlp, text, "teachers")
    assert (found["same head named"], found["same modifier"]) == (0.0, 1.0)
    assert _features(nlp, text, "rival union")["same modifier"] == 0.0


def test_a_document_in_the_first_person_is_known(nlp: Language) -> None:
    """Who speaks for a body names groups for other reasons than who reports."""
    assert _features(nlp, "We thank the miners, and our doors are open.", "miners")["first person"] > 0
    assert _features(nlp, "Norway thanked the miners.", "miners")["first person"] == 0
