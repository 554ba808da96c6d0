"""The language pipeline and how it splits lines."""

from __future__ import annotations

import pytest
import spacy
from parleygraph.extractors.pipeline import LINES_STAGE, PipelineError, load_pipeline
from spacy.language import Language


def sentences(nlp: Language, text: str) -> list[str]:
    """The sentences of the text without surrounding space."""
    return [sentence.text.strip() for sentence in nlp(text).sents]


def test_a_headline_is_a_sentence_of_its_own(nlp: Language) -> None:
    """A title line without a full stop does not run into the paragraph below."""
    assert (
        sentences(nlp, "Talks on Fishing Collapse\n\nNorway left the room.")[0] == "Talks on Fishing Collapse"
    )


def test_list_items_are_sentences(nlp: Language) -> None:
    """Each bullet starts a sentence."""
    found = sentences(nlp, "The demands are:\n- an open border\n- a new vote")
    assert len(found) >= 3


def test_a_wrapped_paragraph_is_not_cut(nlp: Language) -> None:
    """A line end inside a sentence of hard-wrapped text does not end it."""
    text = (
        "The delegation of the northern fishing towns said on Tuesday that the\n"
        "Norwegian proposal would leave the smaller harbours without any quota at\n"
        "all and that nobody in the Swedish delegation had been asked about the\n"
        "Baltic side of the plan, which had been drawn up during the winter by a\n"
        "Danish committee and was then sent to every one of the harbours by post.\n"
    )
    assert len(sentences(nlp, text)) == 1


def test_a_pipeline_can_be_named_by_its_folder(nlp: Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Any pipeline with a parser and an entity recogniser does, our stage is added to it."""
    nlp.to_disk(tmp_path / "own")
    own = load_pipeline(str(tmp_path / "own"))
    assert own.pipe_names.index(LINES_STAGE) < own.pipe_names.index("parser")


def test_a_missing_pipeline_says_how_to_get_one() -> None:
    """The error names the model and the command that installs it."""
    with pytest.raises(PipelineError, match="pip install en_core_web_none"):
        load_pipeline("en_core_web_none")


def test_a_pipeline_without_a_parser_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A blank pipeline cannot serve, and the error says what it lacks."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match="no parser and no ner"):
        load_pipeline(str(tmp_path / "blank"))


def test_no_sentence_starts_in_the_middle_of_one(nlp: Language) -> None:
    """A small letter after a word begins no sentence, whatever the parser would like."""
    text = (
        "Ukraine and Romania signed a memorandum on Friday to reopen a grain corridor along the Danube, "
        "but Bulgaria refused to join, saying the deal would flood its markets with cheap wheat."
    )
    assert sentences(nlp, text) == [text]
