"""The lexicon of predicates follows its schema."""

from __future__ import annotations

from typing import Any

import pytest
from parleygraph.extractors.lexicon import LexiconError, lexicon, parse_lexicon, read_data
from parleygraph.extractors.qualifiers import voices
from parleygraph.extractors.themes import nouns
from parleygraph.ontology import Relation

FRAME: dict[str, Any] = {
    "name": "oppose",
    "verbs": ["reject", "vote_against"],
    "roles": {"agent": ["subject"], "proposal": ["object", "prep"]},
    "says": ["agent opposes proposal"],
}


def with_frame(**changes: object) -> dict[str, Any]:
    return {"frames": [FRAME | changes], "light_verbs": []}


def test_the_shipped_lexicon_covers_every_relation() -> None:
    """No relation of the ontology is without a predicate that states it."""
    triggers = [
        t for table in (lexicon().verbs, lexicon().nouns, lexicon().adjectives) for t in table.values()
    ]
    stated = {saying.relation for group in triggers for t in group for saying in t.frame.says}
    assert stated == set(Relation)


def test_a_preposition_is_part_of_the_trigger() -> None:
    """`vote_against` is the verb *vote* with *against*."""
    (trigger,) = parse_lexicon(with_frame()).verbs["vote"]
    assert trigger.preposition == "against"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"says": ["agent hates proposal"]}, "no relation 'hates'"),
        ({"says": ["agent opposes"]}, "is not 'role"),
        ({"says": ["agent opposes plan"]}, "'plan' is not a role"),
        ({"roles": {"villain": ["subject"]}}, "villain"),
        ({"verb": []}, "unknown keys"),
    ],
)
def test_a_faulty_frame_is_refused_by_name(changes: dict[str, object], message: str) -> None:
    """The error names the frame and what is wrong with it."""
    with pytest.raises(LexiconError, match=message) as caught:
        parse_lexicon(with_frame(**changes))
    assert "frame oppose" in str(caught.value)


def test_a_frame_stands_once() -> None:
    """Two frames of one name cannot be told apart in a statement's stage."""
    with pytest.raises(LexiconError, match="twice"):
        parse_lexicon({"frames": [FRAME, FRAME], "light_verbs": []})


def test_no_word_stands_twice_in_one_frame() -> None:
    """A word that is listed twice would make every statement twice."""
    for entry in read_data("predicates.yaml")["frames"]:
        for kind in ("verbs", "nouns", "adjectives"):
            words = entry.get(kind) or []
            assert len(words) == len(set(words)), entry["name"]


def test_word_lists_are_lower_case_and_not_empty() -> None:
    """The lists are compared with lower-cased lemmas."""
    for words in (voices(), nouns()):
        for name in words.__dataclass_fields__:
            members = getattr(words, name)
            assert members
            assert all(word == word.lower() for word in members), name


def test_no_noun_is_of_two_kinds_of_proposal() -> None:
    """A noun in two lists of `alike.yaml` would join what the lists tell apart."""
    kinds = read_data("alike.yaml")
    words = [word for kind in kinds for word in kind]
    assert all(len(kind) > 1 for kind in kinds)
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
