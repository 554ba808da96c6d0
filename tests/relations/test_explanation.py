"""Why a statement is made: the explanation holds what decided it, and tells what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from parleygraph.extractors import extract
from parleygraph.extractors.explanation import Explanation, Outcome, explain
from parleygraph.extractors.reasons import Qualifier
from parleygraph.extractors.settings import Settings
from parleygraph.model import Document, Statement
from parleygraph.ontology import Polarity, Relation
from spacy.language import Language

RULES = Settings(learned=False, min_confidence=0.0)
Why = Callable[..., Explanation]


@pytest.fixture(scope="module")
def why(nlp: Language) -> Why:
    """The explanation of the first statement of a text that has the relation."""

    def ask(text: str, relation: Relation, settings: Settings = RULES) -> Explanation:
        document = Document(text)
        statement = next(s for s in extract(document, nlp, settings).statements if s.relation is relation)
        return explain(document, nlp(text), statement, settings)

    return ask


def qualifier(explanation: Explanation, name: str) -> Qualifier:
    return next(q for q in explanation.qualifiers if q.name == name)


def test_a_rule_shows_its_word_and_what_fills_its_roles(why: Why) -> None:
    """Frame, predicate and both ends are named as they stand in the text."""
    found = why("It rained. Peru rejected the treaty.", Relation.OPPOSES)
    assert found.outcome is Outcome.SAME
    assert found.rule is not None
    assert (found.rule.kind, found.rule.name, found.rule.predicate.text) == ("frame", "oppose", "rejected")
    assert found.rule.states == "agent opposes proposal"
    assert [(role.name, role.filler.text) for role in found.rule.roles] == [
        ("agent", "Peru"),
        ("proposal", "treaty"),
    ]
    assert found.sentence.text == "Peru rejected the treaty."
    assert [(b.words.text, b.depth) for b in found.parse[:2]] == [("rejected", 0), ("Peru", 1)]


def test_an_affiliation_and_a_construction_name_their_rules(why: Why) -> None:
    """What no frame found says which other rule did."""
    held = why("Peru's foreign minister, Ana Ruiz, resigned.", Relation.AFFILIATED_WITH)
    assert held.rule is not None
    assert held.rule.kind == "affiliation"
    sought = why("Peru raised tariffs to protect its farmers.", Relation.SEEKS)
    assert sought.rule is not None
    assert (sought.rule.kind, sought.rule.name) == ("construction", "purpose")


def test_every_offset_is_where_the_words_are(why: Why) -> None:
    """Whatever is quoted stands at its offsets, also behind letters outside the basic plane."""
    text = "🐟 Peru said it would not accept the treaty if Chile signed it."
    found = why(text, Relation.SUPPORTS)
    words = [found.sentence, *(b.words for b in found.parse)]
    words += [m.words for end in found.ends for m in end.mentions]
    words += [w for q in found.qualifiers for w in q.words]
    assert all(text[w.start : w.end] == w.text for w in words)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Peru did not accept the treaty.", "polarity", ["not"]),
        ("Peru refused to accept the treaty.", "polarity", ["refused"]),
        ("Israel did not refuse to accept the plan.", "polarity", ["not", "refuse"]),
        ("Peru may accept the treaty.", "certainty", ["may"]),
        ("Peru reportedly accepted the treaty.", "certainty", ["reportedly"]),
        ("Peru will accept the treaty unless Chile attacks.", "condition", ["unless"]),
        ("John Kerry said that Peru accepted the treaty.", "source", ["said"]),
        ("According to John Kerry, Iran accepted the offer.", "source", ["According"]),
    ],
)
def test_a_qualifier_names_the_words_that_decided_it(
    why: Why, text: str, name: str, words: list[str]
) -> None:
    """Negations, hedges, conditions and reporting words are shown with what they decide."""
    found = qualifier(why(text, Relation.SUPPORTS), name)
    assert [w.text for w in found.words] == words


def test_a_pronoun_shows_the_link_that_was_used(why: Why) -> None:
    """The pronoun, whom it means and how sure the link is."""
    found = why("John Kerry came. He rejected the treaty.", Relation.OPPOSES)
    (mention,) = found.ends[0].mentions
    assert (mention.words.text, mention.kind, mention.means) == ("He", "pronoun", "John Kerry")
    assert mention.confidence is not None
    assert 0.0 < mention.confidence < 1.0


def test_the_features_add_up_to_the_confidence(nlp: Language) -> None:
    """Values times weights are the log-odds of the confidence of the statement."""
    from math import exp

    document = Document("Peru rejected the treaty. Chile supports it.")
    for statement in extract(document, nlp, Settings()).statements:
        found = explain(document, nlp(document.text), statement, Settings())
        odds = sum(f.value * f.weight for f in found.features)
        assert 1 / (1 + exp(-odds)) == pytest.approx(statement.confidence, abs=0.01)
        assert found.reader is not None


def test_the_score_of_the_reader_says_less_beside_a_rule(nlp: Language) -> None:
    """What a rule claims has the score twice: for itself, and taken back in part."""
    document = Document("Peru rejected the treaty.")
    (statement,) = extract(document, nlp, Settings()).statements
    of_name = {f.name: f for f in explain(document, nlp(document.text), statement, Settings()).features}
    score, beside = of_name["score"], of_name["score:claim"]
    assert beside.value == score.value
    assert -score.weight < beside.weight < 0
    recast = extract(document, nlp, RULES).statements[0]
    names = {f.name for f in explain(document, nlp(document.text), recast, RULES).features}
    assert "claim" in names
    assert not any(name.startswith("score") for name in names)


@pytest.fixture
def recorded(nlp: Language) -> tuple[Document, Statement]:
    document = Document("Peru rejected the treaty.")
    return document, extract(document, nlp, RULES).statements[0]


def test_what_is_made_otherwise_now_says_how(nlp: Language, recorded: tuple[Document, Statement]) -> None:
    """The same ends with another polarity are a change, which is spelt out."""
    document, statement = recorded
    changed = replace(statement, polarity=Polarity.NEGATIVE, confidence=0.5)
    found = explain(document, nlp(document.text), changed, RULES)
    assert found.outcome is Outcome.CHANGED
    assert "polarity: negative then, positive now" in found.differences
    assert any(line.startswith("confidence: 0.5 then") for line in found.differences)


def test_what_is_left_out_now_shows_both_figures(nlp: Language, recorded: tuple[Document, Statement]) -> None:
    """A statement below the least confidence is found and dropped."""
    document, statement = recorded
    found = explain(document, nlp(document.text), statement, Settings(learned=False, min_confidence=0.99))
    assert found.outcome is Outcome.DROPPED
    assert found.confidence < found.least == 0.99


def test_what_nothing_speaks_for_is_gone(nlp: Language, recorded: tuple[Document, Statement]) -> None:
    """A statement that the text does not give keeps its sentence and its parse, and no reasons."""
    document, statement = recorded
    invented = replace(statement, relation=Relation.FEARS)
    found = explain(document, nlp(document.text), invented, RULES)
    assert found.outcome is Outcome.GONE
    assert found.parse
    assert found.rule is None
    assert found.ends == ()
