"""The parse as columns says what spaCy's tokens say one by one."""

from __future__ import annotations

import pytest
from parleygraph.extractors.learned.pairs import _between, _way
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


def test_the_way_to_a_token_is_that_of_its_ancestors(doc: Doc) -> None:
    """The ancestors stand on it from the root down, and the token is its end."""
    for sent in doc.sents:
        parent = [t.head.i - sent.start for t in sent]
        for token in sent:
            expected = [t.i - sent.start for t in (*reversed(list(token.ancestors)), token)]
            assert _way(parent, token.i - sent.start) == expected


def test_a_way_ends_where_the_tree_leaves_the_sentence() -> None:
    """A head before the sentence or behind it is no part of the way."""
    assert _way([-2, 0, 1], 2) == [0, 1, 2]
    assert _way([1, 5, 1], 0) == [1, 0]


def test_what_stands_between_two_tokens_begins_where_their_ways_part() -> None:
    """The common ancestor comes first; of ways that never meet, the end of the one."""
    assert _between([4, 2, 1], [4, 2, 7, 8]) == [2, 1, 7, 8]
    assert _between([4, 2], [4, 2]) == [2]
    assert _between([4, 2], [4, 2, 3]) == [2, 3]
    assert _between([0, 1], [5, 6]) == [1, 0, 5, 6]


def test_a_text_without_tokens_has_empty_columns(nlp: Language) -> None:
    """Nothing is read from nothing."""
    parse = Parse(nlp(""))
    assert (parse.text, parse.head, parse.children, parse.left_edge) == ([], [], [], [])
