"""The packaged pipeline, loaded once, and short ways to ask what it finds in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.affiliation import find_affiliations
from parleygraph.extractors.pipeline import load_pipeline
from spacy.language import Language

Find = Callable[[str], dict[str, Actor]]
Affiliations = Callable[[str], set[tuple[str, str]]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The packaged English pipeline."""
    return load_pipeline()


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """The actors of a text by label."""
    return lambda text: {actor.label: actor for actor in find_actors(nlp(text))}


@pytest.fixture(scope="session")
def affiliations(nlp: Language) -> Affiliations:
    """The affiliations of a text as pairs of labels."""

    def pairs(text: str) -> set[tuple[str, str]]:
        doc = nlp(text)
        actors = find_actors(doc)
        return {(actors[a.subject].label, actors[a.object].label) for a in find_affiliations(doc, actors)}

    return pairs
