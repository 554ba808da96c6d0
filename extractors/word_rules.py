"""What a spaCy pipeline says of words by rules alone, found once for all words that are alike.

Its attribute ruler compares each word of a text with each of some two hundred patterns, and its
lemmatizer looks at each word anew. Both say the same of the same word wherever it stands, but for
the few patterns of more words than one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import starmap
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

RULES_STAGE: Final = "parley_word_rules"
LEMMAS_STAGE: Final = "parley_lemmas"
_TOLD_APART: Final = ("LOWER", "TAG", "DEP", "IS_SPACE")

type Row = tuple[int, ...]
type Pattern = list[tuple[int, frozenset[int]]]


def hasten(nlp: Language) -> None:
    """Let stages of our own stand for the attribute ruler and the lemmatizer, where these allow it."""
    names = nlp.pipe_names
    if RULES_STAGE not in names and "attribute_ruler" in names:
        nlp.add_pipe(RULES_STAGE, after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in names else None
    if LEMMAS_STAGE not in names and isinstance(lemmatizer, EnglishLemmatizer) and lemmatizer.mode == "rule":
        nlp.add_pipe(LEMMAS_STAGE, after="lemmatizer")
        nlp.disable_pipe("lemmatizer")


class WordRules:
    """What the attribute ruler does with a text, in less time."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler, self._strings = ruler, ruler.vocab.strings
        self._numbers: dict[Row, list[int]] = {}
        self._attributes: dict[Row, dict[int, Any]] = {}

    @cached_property
    def _rules(self) -> tuple[list[tuple[int, Pattern]], Matcher]:
        """Patterns of one word, each with the number of its rule, and the others.

        A pipeline that is read from disk has its rules only once all stages are made.
        """
        single: list[tuple[int, Pattern]] = []
        longer = Matcher(self._ruler.vocab)
        for number, rule in enumerate(self._ruler.patterns):
            for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"]):
                if rule["index"] == 0 and _is_plain(pattern):
                    single.append((number, list(starmap(self._condition, pattern[0].items()))))
                else:
                    longer.add(str(number), [pattern])
        return single, longer

    @cached_property
    def _words(self) -> NDArray[np.uint64]:
        """The words that patterns of one word name."""
        named = [values for _, pattern in self._rules[0] for column, values in pattern if column == 0]
        return np.array(sorted(frozenset().union(*named)), dtype=np.uint64)

    def _condition(self, name: str, wanted: Any) -> tuple[int, frozenset[int]]:
        """The column of `_TOLD_APART`, and what may stand in it."""
        values = wanted["IN"] if isinstance(wanted, Mapping) else [wanted]
        keys = (int(each) if isinstance(each, bool) else self._strings[each] for each in values)
        return _TOLD_APART.index(name), frozenset(keys)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of the tokens, those of a later rule over those of an earlier one."""
        longer: defaultdict[int, list[int]] = defaultdict(list)
        for key, start, end in self._rules[1](doc, allow_missing=True):
            number = int(self._strings[key])
            longer[doc[start:end][self._ruler.indices[number]].i].append(number)
        table = doc.to_array(list(_TOLD_APART))
        # A word that no pattern names is like any other.
        table[~np.isin(table[:, 0], self._words), 0] = 0
        for token, row in zip(doc, map(tuple, table.tolist()), strict=True):
            if row not in self._numbers:
                self._numbers[row] = self._rules_of(row)
                self._attributes[row] = self._merged(self._numbers[row])
            if token.i in longer:
                set_token_attrs(token, self._merged([*self._numbers[row], *longer[token.i]]))
            else:
                set_token_attrs(token, self._attributes[row])
        return doc

    def _rules_of(self, row: Row) -> list[int]:
        return [
            number
            for number, pattern in self._rules[0]
            if all(row[column] in values for column, values in pattern)
        ]

    def _merged(self, numbers: list[int]) -> dict[int, Any]:
        attributes: dict[int, Any] = {}
        for number in sorted(numbers):
            attributes |= self._ruler.attrs[number]
        return attributes


def _is_plain(pattern: list[dict[str, Any]]) -> bool:
    """Whether the pattern is of one word, and asks only for what tells words apart here."""
    return len(pattern) == 1 and all(
        name in _TOLD_APART
        and (isinstance(wanted, str | bool) or (isinstance(wanted, Mapping) and list(wanted) == ["IN"]))
        for name, wanted in pattern[0].items()
    )


class Lemmas:
    """What the English lemmatizer of rules does with a text, in less time."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[Row, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that are not set."""
        rows = map(tuple, doc.to_array(["ORTH", "POS", "MORPH"]).tolist())
        for token, row in zip(doc, rows, strict=True):
            if token.lemma and not self._lemmatizer.overwrite:
                continue
            if row not in self._known:
                self._known[row] = doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
            token.lemma = self._known[row]
        return doc


@Language.factory(RULES_STAGE, assigns=["token.pos", "token.morph"])
def _word_rules(nlp: Language, name: str) -> WordRules:
    return WordRules(nlp.get_pipe("attribute_ruler"))  # type: ignore[arg-type]


@Language.factory(LEMMAS_STAGE, assigns=["token.lemma"])
def _lemmas(nlp: Language, name: str) -> Lemmas:
    return Lemmas(nlp.get_pipe("lemmatizer"))  # type: ignore[arg-type]
