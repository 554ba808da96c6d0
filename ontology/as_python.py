"""The module of enumerations, laid out the way the formatter does."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from . import schema

_WIDTH = 110
_HEAD = '''"""The terms of the ontology as enumerations.

Generated from `parleygraph.ttl` by `python -m parleygraph.ontology.generate`; change the Turtle.
"""

from __future__ import annotations

from .terms import CertaintyTerm, NodeTerm, PolarityTerm, RelationTerm
'''


def render() -> str:
    """The source of `vocabulary.py`."""
    return "\n\n".join(
        [
            _HEAD,
            _enumeration(
                "NodeClass(NodeTerm)",
                "The classes of nodes.",
                ((c.name, [c.name, c.label, c.definition, c.kind, c.color]) for c in schema.node_classes()),
            ),
            _ends(),
            _enumeration(
                "Relation(RelationTerm)",
                "The relations between nodes.",
                (
                    (
                        r.name,
                        [
                            *(r.name, r.label, r.definition),
                            *(_end_name(r.domain), _end_name(r.range), r.symmetric, r.stance),
                            *(r.family, r.color),
                        ],
                    )
                    for r in schema.relations()
                ),
                fields=("domain: frozenset[NodeClass]", "range: frozenset[NodeClass]"),
            ),
            _enumeration(
                "Polarity(PolarityTerm)",
                "Whether the text affirms a relation or denies it.",
                (
                    (p.name, [p.name, p.label, p.definition, schema.notation(p.name)])
                    for p in schema.concepts("Polarity")
                ),
            ),
            _enumeration(
                "Certainty(CertaintyTerm)",
                "Whether the text puts a relation as a fact.",
                ((c.name, [c.name, c.label, c.definition]) for c in schema.concepts("Certainty")),
            ),
        ]
    )


class _Name(str):
    """A Python name, written without quotation marks."""


def _enumeration(
    head: str, doc: str, members: Iterable[tuple[str, list[str | int]]], fields: Iterable[str] = ()
) -> str:
    lines = [f"class {head}:", f'    """{doc}"""', ""]
    lines += [f"    {field}" for field in fields] + [""] * bool(fields)
    for name, values in members:
        lines += [f"    {_constant(name)} = (", *(_argument(value) for value in values), "    )"]
    return "\n".join(lines) + "\n"


def _ends() -> str:
    """One named set for each domain and range that occurs."""
    relations = schema.relations()
    ends = sorted({end for r in relations for end in (r.domain, r.range)}, key=lambda end: (len(end), end))
    lines = []
    for end in ends:
        names = [f"NodeClass.{_constant(name)}" for name in end]
        line = f"{_end_name(end)} = frozenset({{{', '.join(names)}}})"
        if len(line) > _WIDTH:
            line = f"{_end_name(end)} = frozenset(\n    {{\n"
            line += "".join(f"        {name},\n" for name in names) + "    }\n)"
        lines.append(line)
    return "\n".join(lines) + "\n"


def _end_name(end: tuple[str, ...]) -> _Name:
    """The name of a set of classes: its kinds, or its classes where it is not whole kinds."""
    kinds = {entry.name: entry.kind for entry in schema.node_classes()}
    return _Name("_" + "_OR_".join(dict.fromkeys(kinds[name].upper() for name in end)))


def _argument(value: str | int) -> str:
    if isinstance(value, int | _Name):
        return f"        {value},"
    line = f"        {_quoted(value)},"
    if len(line) <= _WIDTH:
        return line
    parts = textwrap.wrap(value, _WIDTH - 20, drop_whitespace=False)
    return "\n".join(["        (", *(f"            {_quoted(part)}" for part in parts), "        ),"])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _constant(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()
