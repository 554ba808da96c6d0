"""An explanation in print: what was said, why it was taken so, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ._terminal import console, say, table

if TYPE_CHECKING:
    from ..extractors.explanation import Explanation
    from ..extractors.reasons import End, Qualifier, Rule
    from ..graph import Graph
    from ..model import Statement

_OUTCOMES = {
    "same": "This version makes the same statement.",
    "changed": "This version makes another statement here:",
    "dropped": "The statement is no longer made:",
    "gone": "The statement is no longer made: nothing in the text speaks for it now.",
}


def print_explanation(
    graph: Graph, statement: Statement, explanation: Explanation, changes: Sequence[str]
) -> None:
    """Print the explanation of a statement of the graph; `changes` says what differs from its run."""
    subject, object_ = graph.node(statement.subject).label, graph.node(statement.object).label
    denied = "not: " if statement.polarity.sign == "-" else ""
    say(f"{subject} / {denied}{statement.relation.value} / {object_}")
    document = statement.evidence.document
    say(f"{document.name}, {statement.evidence.start} to {statement.evidence.end}, statement {statement.id}")
    _part("Sentence", [marked(explanation)])
    if changes:
        _part("Not as when the graph was made", changes)
    say()
    say(_OUTCOMES[explanation.outcome])
    for line in explanation.differences:
        say(f"  {line}")
    if explanation.outcome == "dropped":
        say(f"  {_why_dropped(explanation)}")
    if explanation.outcome != "gone":
        _part("Made by", _made_by(explanation))
        _print_features(explanation)
        _part("Mentions", (line for end in explanation.ends for line in _mentions(end)))
        _part("Qualifiers", map(_qualifier, explanation.qualifiers))
    lines = (f"{'  ' * b.depth}{b.words.text}  {b.pos} {b.dep}" for b in explanation.parse)
    _part("Parse", lines)


def _part(title: str, lines: Iterator[str] | Sequence[str] | map[str]) -> None:
    say()
    say(title)
    for line in lines:
        say(f"  {line}")


def marked(explanation: Explanation) -> str:
    """The sentence with the mentions of the ends in brackets: `[subject: …]`, `[object: …]`."""
    sentence = explanation.sentence
    opens: list[tuple[int, int, str]] = []
    closes: list[int] = []
    for end in explanation.ends:
        for words in {mention.words for mention in end.mentions}:
            if sentence.start <= words.start and words.end <= sentence.end:
                opens.append((words.start, -words.end, f"[{end.role}: "))
                closes.append(words.end)
    pieces = []
    for offset in range(sentence.start, sentence.end + 1):
        pieces.append("]" * closes.count(offset))
        pieces += [text for start, _, text in sorted(opens) if start == offset]
        pieces.append(sentence.text[offset - sentence.start : offset - sentence.start + 1])
    return "".join(pieces).strip()


def _why_dropped(explanation: Explanation) -> str:
    if explanation.confidence < explanation.least:
        return f"its confidence of {explanation.confidence:g} is below {explanation.least:g}"
    return "a surer reading of the same sentence speaks against it"


def _made_by(explanation: Explanation) -> Iterator[str]:
    if (rule := explanation.rule) is not None:
        yield from _rule(rule)
    if (reader := explanation.reader) is not None:
        yield (
            f"learned reader {reader.version}: {reader.score:.3f} for the statement, "
            f"{reader.negated:.2f} that it is denied, {reader.uncertain:.2f} that it is uncertain"
        )


def _rule(rule: Rule) -> Iterator[str]:
    yield f"{rule.kind} {rule.name}, by “{rule.predicate.text}”" + (f": {rule.states}" * bool(rule.states))
    for role in rule.roles:
        places = f" (found as {' or '.join(role.places)})" if role.places else ""
        yield f"  {role.name}{places}: “{role.filler.text}”"


def _print_features(explanation: Explanation) -> None:
    say()
    say(f"Confidence {explanation.confidence:g}, at least {explanation.least:g} is kept")
    rows = [
        (f.name, f"{f.value:g}", f"{f.weight:g}", f"{f.value * f.weight:+.2f}") for f in explanation.features
    ]
    console().print(table(("feature", "value", "weight", "adds"), rows))


def _mentions(end: End) -> Iterator[str]:
    yield f"{end.role}: {end.label} ({end.node_class})"
    for mention in end.mentions:
        sure = "" if mention.confidence is None else f", confidence {mention.confidence:g}"
        means = f" for {mention.means}" if mention.kind in ("pronoun", "nominal") else ""
        yield f"  “{mention.words.text}”, {mention.kind}{means}{sure}"


def _qualifier(qualifier: Qualifier) -> str:
    words = ", ".join(f"“{words.text}”" for words in qualifier.words)
    by = "; ".join(part for part in (f"by {words}" if words else "", qualifier.note) if part)
    return f"{qualifier.name}: {qualifier.value}" + (f" ({by})" if by else "")
