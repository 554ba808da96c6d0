"""Rules and the learned reader together, on a text written for this test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from parleygraph.extractors import extract, extract_all
from parleygraph.extractors.extraction import TOGETHER
from parleygraph.extractors.learned import NodeMentions, load_reader
from parleygraph.extractors.settings import Settings, SettingsError
from parleygraph.model import Document, Extraction
from spacy.language import Language

TEXT = """Norland and Estmark at odds over the strait

Norland's foreign minister, Ada Brandt, proposed a joint patrol of the strait on Tuesday to keep
merchant ships safe. Estmark rejected the patrol, which it fears would give its neighbour control of
the shipping lanes. The European Union welcomed the proposal and urged both sides to return to the
negotiating table. According to Brandt, Estmark's fishermen would benefit from calmer waters.
"""


@pytest.fixture(scope="module")
def both(nlp: Language) -> Extraction:
    return extract(Document(TEXT), nlp)


def labelled(found: Extraction) -> set[tuple[str, str, str]]:
    labels = {node.id: node.label for node in found.nodes}
    return {(labels[s.subject], s.relation.value, labels[s.object]) for s in found.statements}


def test_the_reader_adds_to_the_rules(both: Extraction, nlp: Language) -> None:
    """Together they find statements that the rules alone do not, and say who made them."""
    rules = extract(Document(TEXT), nlp, Settings(learned=False))
    assert labelled(both) - labelled(rules)
    assert any(s.stage == load_reader().version for s in both.statements)
    assert all(s.stage != load_reader().version for s in rules.statements)


def test_what_a_rule_found_names_the_rule(both: Extraction) -> None:
    """Where a rule and the reader agree, the stage names the rule, which can be explained."""
    assert any(s.stage == "frames/agree:welcome" for s in both.statements)


def test_confidence_is_a_probability_above_the_threshold(both: Extraction) -> None:
    """Every statement that is kept is at least as sure as the settings ask."""
    threshold = Settings().threshold
    assert all(threshold - 0.001 <= s.confidence <= 1.0 for s in both.statements)


def test_more_confidence_leaves_fewer_statements(both: Extraction, nlp: Language) -> None:
    """Raising the least confidence drops statements and adds none; those of rules are counted."""
    surer = extract(Document(TEXT), nlp, Settings(min_confidence=0.9))
    assert labelled(surer) < labelled(both)
    assert any("below the least confidence of 0.9" in note for note in surer.notes)


def test_equal_text_gives_equal_statements(both: Extraction, nlp: Language) -> None:
    """Nothing depends on what was read before."""
    extract(Document("Something else entirely, about Peru and Chile."), nlp)
    assert extract(Document(TEXT), nlp) == both


def test_texts_that_wait_for_the_encoder_are_not_lost_with_a_later_one(nlp: Language) -> None:
    """Where no further text comes, those that were parsed are still put together, in their order."""

    def documents() -> Iterator[Document]:
        for number in range(TOGETHER):
            yield Document(f"Peru rejected the {number}th plan of Chile.", f"note-{number}")
        raise RuntimeError("the rest is lost")

    found: list[str] = []
    with pytest.raises(RuntimeError, match="the rest is lost"):
        found.extend(extraction.document.name for extraction in extract_all(documents(), nlp))
    assert found == [f"note-{number}" for number in range(TOGETHER)]


@pytest.mark.parametrize("least", [-0.1, 1.5])
def test_a_confidence_outside_its_range_is_refused(least: float) -> None:
    """The message says what to choose."""
    with pytest.raises(SettingsError, match="from 0"):
        Settings(min_confidence=least)


@pytest.mark.parametrize("text", ["", "\n\n", ".", "\u202e\u202d", "a" * 5000, "?! " * 400, "(" * 300])
def test_odd_text_is_read_without_an_error(nlp: Language, text: str) -> None:
    """No text stops the extraction, however little it says."""
    assert extract(Document(text), nlp).statements == ()


def test_a_mention_over_the_end_of_a_sentence_is_related(nlp: Language) -> None:
    """The parse may end a sentence inside a name; the head of the mention then stands in the next one."""
    doc = nlp("Norland backs Mayor. Ferreira wants a ferry.")
    assert [sentence.start for sentence in doc.sents] == [0, 4]
    norland = NodeMentions("State", [(0, 1, 0, 1)])
    mayor = NodeMentions("Person", [(2, 5, 4, 1)])
    found = load_reader().read(doc).relate([norland, mayor], 0.0)
    assert set(found.sentence.tolist()) >= {0}
    assert {*found.subject.tolist()} == {0, 1}


def test_one_sentence_takes_one_side(both: Extraction) -> None:
    """Who rejects a plan in a sentence does not support it in the same one."""
    sides: dict[tuple[str, str, tuple[int, int]], set[str]] = {}
    for s in both.statements:
        if s.relation.value in ("supports", "opposes") and s.polarity.sign == "+":
            sides.setdefault((s.subject, s.object, s.evidence.sentence), set()).add(s.relation.value)
    assert sides
    assert all(len(relations) == 1 for relations in sides.values())
