"""The page of docs/ that says which tests pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from cases import Case

# What the store is known to do otherwise, in words.
KNOWN: Final = {
    "agg-groupconcat-04": "GROUP_CONCAT over texts in one language keeps the language",
    "agg-groupconcat-06": "GROUP_CONCAT over texts in one language keeps the language",
    "agg-empty-group-count-graph": "an aggregate in a subquery inside GRAPH ?g is over all graphs together",
    "graph": "GRAPH ?g { VALUES (?g …) { (UNDEF …) } } does not bind ?g",
    "tsv03": "numbers are kept by value: xsd:negativeInteger comes back as xsd:integer",
    "bnode01": "BNODE(text) gives the same blank node in every row",
    "graph-minus": "MINUS inside GRAPH ?g takes ?g for a variable of both sides",
    **dict.fromkeys(
        (f"zero_or_{most}_set_{end}" for most in ("one", "more") for end in ("start", "end")),
        "a path of no step finds only what occurs in the data",
    ),
}


@dataclass(frozen=True)
class Outcome:
    """What came of a test: passed, failed or skipped, and why not passed."""

    case: Case
    status: str
    reason: str = ""


def table(outcomes: list[Outcome]) -> str:
    """The table as Markdown."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        groups[each.case.group].append(each)
    lines = [
        "# Conformance",
        "",
        "The W3C SPARQL 1.1 tests. Queries and both protocols are asked of `parleygraph serve` over HTTP,",
        "with `--write` where they change something; updates are carried out by what its updating process",
        "calls. `make test-w3c` writes this page.",
        "",
        "| group | passed | failed | skipped |",
        "|---|---|---|---|",
    ]
    total: Counter[str] = Counter()
    for group, members in groups.items():
        counts = Counter(each.status for each in members)
        total += counts
        lines.append(f"| {group} | {counts['passed']} | {counts['failed']} | {counts['skipped']} |")
    lines += [f"| all | {total['passed']} | {total['failed']} | {total['skipped']} |", ""]
    skipped = Counter(each.reason for each in outcomes if each.status == "skipped")
    lines += ["## What was skipped", "", "| tests | reason |", "|---|---|"]
    lines += [f"| {count} | {reason} |" for reason, count in sorted(skipped.items())]
    failed = [each for each in outcomes if each.status == "failed"]
    if failed:
        lines += ["", "## What fails", "", "| test | what the store does |", "|---|---|"]
        lines += [
            f"| {each.case.group}/{each.case.name} | {KNOWN.get(each.case.name, each.reason)} |"
            for each in failed
        ]
    return "\n".join(lines) + "\n"
