"""One pipeline for all tests of relations, and a short way to write down what a text says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors import extract, load_pipeline
from parleygraph.extractors.settings import Settings
from parleygraph.model import Document, Extraction
from spacy.language import Language
from spacy.tokens import Doc

Say = Callable[[str], set[tuple[str, str, str]]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Callable[[str], Doc]:
    return nlp


@pytest.fixture(scope="session")
def extraction(nlp: Language) -> Callable[[str], Extraction]:
    """What the rules alone find, however unsure they are."""
    rules = Settings(learned=False, min_confidence=0.0)
    return lambda text: extract(Document(text), nlp, rules)


@pytest.fixture(scope="session")
def said(extraction: Callable[[str], Extraction]) -> Say:
    """The statements of a text as (subject label, relation, object label)."""

    def read(text: str) -> set[tuple[str, str, str]]:
        found = extraction(text)
        labels = {node.id: node.label for node in found.nodes}
        return {(labels[s.subject], s.relation.value, labels[s.object]) for s in found.statements}

    return read
