"""Which language a text is in: other languages are seen, English is never mistaken for one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from parleygraph.extractors import ReadError
from parleygraph.extractors.language import (
    LanguageError,
    admission,
    find_language,
    in_english,
    language_name,
)
from parleygraph.model import Document

TEXTS: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("texts_in_languages.yaml").read_text(encoding="utf-8")
)
ENGLISH = (
    "The government of Norland rejected the proposal of the opposition and demands new talks on the border. "
    "The minister said on Tuesday that both sides had to return to the table before the winter. "
    "Nobody, he added, had anything to gain from a long quarrel in the mountains of the north."
)
FOREIGN_NAMES = (
    "Ramón Ayala, Tomás Rivero and Lucía Benítez met Wolfgang Schäfer, Jean-Yves Le Goff and Kemal Yıldırım "
    "in Asunción. Şahin Özdemir of the Cumhuriyet Birliği, Zoltán Kovács of the Magyar Szövetség and José "
    "Ángel Gurría of the Partido Revolucionario Nacional rejected the draft of the Vereinigung der Freunde."
)


@pytest.mark.parametrize("code", TEXTS)
def test_other_languages_are_refused_by_name(code: str) -> None:
    """The message says where, which language it is, and how to have the text read all the same."""
    with pytest.raises(ReadError) as caught:
        in_english(Document(TEXTS[code]), "talks.txt")
    assert str(caught.value).startswith("talks.txt: ")
    assert f"{language_name(code)} ({code})" in str(caught.value)
    assert "--language en" in str(caught.value)


def test_capitals_do_not_hide_a_language() -> None:
    """A text in capitals is judged by its words as any other."""
    assert find_language(TEXTS["de"].upper()) == "de"
    assert find_language(ENGLISH.upper()) == "en"


@pytest.mark.parametrize("text", [ENGLISH, FOREIGN_NAMES], ids=["plain", "foreign names"])
def test_english_is_english_whatever_its_names(text: str) -> None:
    """Names in other languages do not make the text one of theirs, and the document says `en`."""
    assert find_language(text) == "en"
    assert in_english(Document(text, language="es"), "talks.txt").language == "en"


@pytest.mark.parametrize(
    "text",
    ["", "1914 - 1918 | 42 %" * 40, "Der Rat lehnt ab.", "Paris, Berlin, Madrid, Wien, Bern, Praha. " * 8],
    ids=["nothing", "figures", "too short", "only names"],
)
def test_what_cannot_be_told_is_taken_as_it_is(text: str) -> None:
    """Short texts, figures and lists of names are given the benefit of the doubt."""
    document = Document(text, language="de")
    assert find_language(text) is None
    assert in_english(document, "note.txt") is document


def test_a_language_can_be_forced() -> None:
    """Forced English lets every text in; no other language can be forced."""
    assert admission("en")(Document(TEXTS["de"], language="de"), "talks.txt").language == "en"
    with pytest.raises(LanguageError, match="'de'"):
        admission("de")


def test_what_needs_no_detector_does_not_load_it() -> None:
    """The detector takes half a second to load: reading files and forcing English do not pay for it."""
    code = (
        "import sys; from parleygraph.extractors.language import admission; import parleygraph as pg; "
        f"admission('en')(pg.Document({ENGLISH!r}), 'x'); sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
