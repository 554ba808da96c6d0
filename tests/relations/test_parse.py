"""The parse as columns says what spaCy's tokens say one by one."""

from __future__ import annotations

import numpy as np
import pytest
from parleygraph.extractors.learned.pairs import _ways
from parleygraph.extractors.learned.parse import Parse
from spacy.language import Language
from spacy.tokens import Doc

TEXT = """The union’s leaders, who had called for talks, said on Monday that “the offer” of the ministry
was too low. They will meet Ada Brandt, its minister, and decide whether to strike.

No date was set.
"""


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_the_columns_are_the_attributes_of_the_tokens(doc: Doc) -> None:
    """Every name is spelt as spaCy spells it."""
    parse = Parse(doc)
    assert parse.text == [t.text for t in doc]
    assert parse.lower == [t.lower_ for t in doc]
    assert parse.pos == [t.pos_ for t in doc]
    assert parse.tag == [t.tag_ for t in doc]
    assert parse.dep == [t.dep_ for t in doc]
    assert parse.ent == [t.ent_type_ for t in doc]
    assert "PERSON" in parse.ent
    assert parse.lemma == [t.lemma_.lower() for t in doc]
    assert parse.gap == [t.is_punct or t.is_space for t in doc]
    assert parse.space == [t.is_space for t in doc]
    assert parse.stop == [t.is_stop for t in doc]


def test_offsets_are_those_of_the_tokens(doc: Doc) -> None:
    """Each word stands in the whole text where spaCy says that it does."""
    parse = Parse(doc)
    assert parse.whole == doc.text == TEXT
    assert parse.begin == [t.idx for t in doc]
    assert parse.end == [t.idx + len(t) for t in doc]


def test_the_lists_of_a_text_are_made_once(doc: Doc, nlp: Language) -> None:
    """Who asks again gets the same lists; another text has its own."""
    assert Parse.of(doc) is Parse.of(doc)
    assert Parse.of(nlp("Oslo agreed.")).text == ["Oslo", "agreed", "."]


def test_the_tree_is_that_of_the_tokens(doc: Doc) -> None:
    """Heads, children from left to right, and where what hangs below a token begins."""
    parse = Parse(doc)
    assert parse.head == [t.head.i for t in doc]
    assert parse.children == [[c.i for c in t.children] for t in doc]
    assert parse.left_edge == [t.left_edge.i for t in doc]


def test_the_ways_to_the_roots_are_those_in_the_sentence(doc: Doc) -> None:
    """Each begins at its token, goes from head to head, and ends where the sentence does."""
    heads = np.array([t.head.i for t in doc], dtype=np.int32)
    sentence = np.array([n for n, sent in enumerate(doc.sents) for _ in sent], dtype=np.int32)
    for token, way in zip(doc, _ways(heads, sentence).T.tolist(), strict=True):
        expected = [token.i, *(t.i for t in token.ancestors)]
        assert way == expected + expected[-1:] * (len(way) - len(expected))
    own = int(np.flatnonzero(sentence == 1)[0])
    heads[own] = 0
    assert set(_ways(heads, sentence)[:, own].tolist()) == {own}


def test_a_text_without_tokens_has_empty_columns(nlp: Language) -> None:
    """Nothing is read from nothing."""
    parse = Parse(nlp(""))
    assert (parse.text, parse.head, parse.children, parse.left_edge) == ([], [], [], [])
