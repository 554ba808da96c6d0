"""Which questions the tables of a dossier answer in place of its store.

The questions of the ontology have a query for the tables each, with the same rows. A query is such a
question where it is the same but for white space, comments and how its names are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from ..graph.dossiers import Dossier
from ..graph.dossiers.layout import TABLES
from ..graph.namespaces import PREFIXES
from ..ontology import questions
from .context import Data

_LONGEST: Final = 10_000
"""The longest text, in code points, that is compared with the questions."""
_TOKEN: Final = re.compile(
    r"(?P<gap>\s+|#[^\n\r]*)"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'"
    r"|[?$]\w+|@[\w-]+"
    r"|(?P<prefix>[A-Za-z][\w-]*)?:(?P<local>[\w-]*(?:[.:]+[\w-]+)*)"
    r"|\w+(?:\.\w+)*|\|\||&&|!=|<=|>=|\^\^|.",
    re.DOTALL,
)


def question_of(sparql: str) -> str | None:
    """The name of the question that the query is; None for any other query.

    >>> from parleygraph.ontology import questions
    >>> stances = next(question.sparql for question in questions() if question.name == "stances")
    >>> question_of("# all of it" + stances.replace("parley:", "p:").replace(" ", "  "))
    'stances'
    >>> question_of(stances + " LIMIT 1")
    """
    tokens = _tokens(sparql)
    return None if tokens is None else _known().get(tokens)


def tables_of(data: Data, least: int) -> Path | None:
    """The folder of the tables that hold the same as the store and have so many statements at least.

    None where there are none: after changes, the tables know less than the store.
    """
    if not isinstance(data, Dossier) or data.manifest.counts.get("statements", 0) < least:
        return None
    folder = data.columns_path
    return folder if all((folder / name).is_file() for name in TABLES) else None


@cache
def _known() -> dict[tuple[str, ...], str]:
    return {tokens: item.name for item in questions() if (tokens := _tokens(item.sparql)) is not None}


def _tokens(sparql: str) -> tuple[str, ...] | None:
    """The query without its prologue, every name in full; None where that cannot be told for sure."""
    # An escape may stand for anything, the end of a comment too; a base changes what names mean.
    if len(sparql) > _LONGEST or "\\u" in sparql or "\\U" in sparql:
        return None
    prefixes = dict(PREFIXES)
    found: list[str] = []
    matches = _matches(sparql)
    for match in matches:
        word = match[0].upper()
        if not found and word == "BASE":
            return None
        if not found and word == "PREFIX":
            name, iri = next(matches, None), next(matches, None)
            if name is None or name["local"] != "" or iri is None or iri["iri"] is None:
                return None
            prefixes[name["prefix"] or ""] = iri[0][1:-1]
        elif match["local"] is not None:
            prefix = match["prefix"] or ""
            if prefix not in prefixes:
                return None
            found.append(f"<{prefixes[prefix]}{match['local']}>")
        else:
            found.append(match[0])
    return tuple(found)


def _matches(sparql: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(sparql) if match["gap"] is None)
