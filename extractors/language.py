"""Which language a text is in: only English is read, and what is surely another one is refused.

The detector is py3langid (a naive Bayes model over byte sequences, in the package, without a
network). Names would mislead it (*Ramón Ayala met Şahin Özdemir* is English), so it is shown
the words that are not capitalised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from ..model import Document, ParleyError
from .lexicon import read_data
from .read_error import ReadError

ENGLISH: Final = "en"

type Admit = Callable[[Document, Path | str], Document]
"""A document and what to call it in messages, to the document with its language; raises ReadError."""

# More adds nothing to what the detector says, and costs time.
_SAMPLE = 100_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Bytes of UTF-8, in which a text in another script than the Latin one needs fewer letters.
_ENOUGH = 200
_ENOUGH_WITHOUT_NAMES = 40
# The share of English function words that no other language reaches; the detector, which takes half a
# second to load, is asked for what has fewer.
_SHARE = 0.12
# The detector's probabilities. Kin, such as Croatian and Bosnian, share what is not English.
_MOST_ENGLISH = 0.1
_LEAST_OTHER = 0.5
# Nigerian Pidgin, which the detector sees in terse English, and what has no words.
_TAKEN_FOR_ENGLISH = ("en", "pcm")
_NO_LANGUAGE = "zxx"


class LanguageError(ParleyError, ValueError):
    """A language that cannot be read."""


@cache
def _ranker() -> Callable[[str], list[tuple[str, float]]]:
    # Half a second to load: who only reads files, or forces the language, need not wait for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    ranker: Callable[[str], list[tuple[str, float]]] = LanguageIdentifier.from_model_file(
        MODEL_FILE, norm_probs=True
    ).rank
    return ranker


@cache
def _function_words() -> frozenset[str]:
    return frozenset(read_data("function-words.yaml"))


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = read_data("languages.yaml")
    return names


def language_name(code: str) -> str:
    """The English name of a language, or its code where the detector does not know it.

    >>> language_name("de")
    'German'
    """
    return "English" if code == ENGLISH else _names().get(code, code)


def _size(words: list[str]) -> int:
    return sum(len(word.encode("utf-8", "surrogatepass")) for word in words)


def find_language(text: str) -> str | None:
    """The ISO 639 code of the language of a text, or None where that is not sure.

    Less than 200 bytes of letters (in UTF-8) are too little to tell.

    >>> find_language("Die Regierung lehnt den Vorschlag ab.") is None
    True
    """
    words = _WORD.findall(text[:_SAMPLE])
    if _size(words) < _ENOUGH:
        return None
    capitals = [word for word in words if word.isupper()]
    if 2 * len(capitals) > len(words):
        words = [word.lower() for word in words]
    words = [word for word in words if not word[0].isupper()]
    if _size(words) < _ENOUGH_WITHOUT_NAMES:
        return None
    if sum(word in _function_words() for word in words) >= _SHARE * len(words):
        return ENGLISH
    ranked = _ranker()(" ".join(words))
    (best, chance), english = ranked[0], sum(p for code, p in ranked if code in _TAKEN_FOR_ENGLISH)
    if best in _TAKEN_FOR_ENGLISH:
        return ENGLISH
    return best if chance >= _LEAST_OTHER and english < _MOST_ENGLISH and best != _NO_LANGUAGE else None


def in_english(document: Document, where: Path | str) -> Document:
    """The document, with English as its language where the text is seen to be that.

    Where that is not sure, the document is taken as it is. Raises ReadError, which names `where`,
    for a text in another language.
    """
    found = find_language(document.text)
    if found is None or found == document.language == ENGLISH:
        return document
    if found != ENGLISH:
        reason = f"is in {language_name(found)} ({found}), and only English is read"
        raise ReadError(where, reason, "leave it out, or force it with --language en")
    return replace(document, language=ENGLISH)


def admission(forced: str | None) -> Admit:
    """How documents are let in: as texts of the `forced` language, or, with None, if they are in English.

    Raises LanguageError where the forced language is not English.
    """
    if forced is None:
        return in_english
    if forced != ENGLISH:
        raise LanguageError(
            f"{forced!r} is no language that is read: {ENGLISH} is the only one, or leave the choice out"
        )
    return lambda document, where: replace(document, language=ENGLISH)
