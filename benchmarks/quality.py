"""How good the extraction is: build annotated texts, export annotations, and score them.

    python benchmarks/quality.py [--set eval|train] [--model NAME_OR_PATH] [--per-doc] [--append]

The texts, the annotations and the scorer are not part of the project: they are looked for in
`shared/` beside the checkout. `--append` adds a row to `benchmarks/quality.md` and writes its sections on
relations and errors anew. Exits with 2 where the material is absent.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OUT = ROOT / "eval-out"
TABLE = ROOT / "benchmarks" / "quality.md"
PARTS = ("Actor", "Proposal", "Interest", "pairs", "statements")
QUALIFIERS = ("polarity", "certainty", "source")


def main() -> int:
    """Build, score, print; the exit status of the first step that fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--set", dest="name", choices=("eval", "train"), default="eval")
    parser.add_argument("--model", help="an installed spaCy pipeline, or the folder of one")
    parser.add_argument("--append", action="store_true", help="add a row to benchmarks/quality.md")
    parser.add_argument("--per-doc", action="store_true", help="print the figures of each document too")
    options = parser.parse_args()

    scorer, texts = SHARED / "eval" / "score.py", SHARED / options.name / "texts"
    if not scorer.is_file() or not texts.is_dir():
        print(
            f"No annotated texts: {texts} and {scorer} are needed, and they are not part of the project. "
            "Put the folder `shared` beside the checkout and run this again.",
            file=sys.stderr,
        )
        return 2

    graph, annotations = OUT / options.name, OUT / f"{options.name}-annotations"
    shutil.rmtree(annotations, ignore_errors=True)
    started = time.perf_counter()
    model = ["--model", options.model] if options.model else []
    parleygraph("build", str(texts), "--out", str(graph), "--quiet", *model)
    seconds = time.perf_counter() - started
    parleygraph("export", str(graph), "--format", "annotations", "--out", str(annotations), "--quiet")

    command = [sys.executable, str(scorer), "score", str(annotations)]
    command += ["--gold", str(texts.parent / "gold"), "--texts", str(texts)]
    subprocess.run([*command, "--per-doc"] if options.per_doc else command, check=True)
    print(f"built in {seconds:.1f} s")
    if options.append:
        scores = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
        sys.path.append(str(scorer.parent))
        import errors
        import oracle
        import score  # type: ignore[import-not-found]
        from parleygraph.extractors.learned import load_reader

        names = sorted(path.stem for path in (texts.parent / "gold").glob("*.json"))
        given_nodes = oracle.measure(score, options.name, names, load_reader())[0]
        append(options.name, json.loads(scores)["total"], given_nodes, seconds)
        found = errors.analyse(score, annotations, texts.parent / "gold", texts)
        write_section(f"## Where it errs on `{options.name}`", errors.report(found))
    return 0


def parleygraph(*arguments: str) -> None:
    """Run the command line; leave with its status where it fails."""
    done = subprocess.run([sys.executable, "-m", "parleygraph", *arguments], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def append(name: str, total: dict[str, Any], given_nodes: float, seconds: float) -> None:
    """Add the row of this commit to the table."""
    changed = git("status", "--porcelain", "-uno", "--", ".", f":!{TABLE.relative_to(ROOT)}")
    commit = git("rev-parse", "--short", "HEAD") + ("+" if changed else "")
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    figures = [f"{total[part]['f1']:.3f}" for part in PARTS]
    figures += [f"{total['statements'][side]:.3f}" for side in ("p", "r")]
    figures += [f"{total['qualifiers'][qualifier]:.3f}" for qualifier in QUALIFIERS]
    row = f"| {commit} | {today} | {name} | {' | '.join(figures)} | {given_nodes:.3f} | {seconds:.0f} |\n"
    text = TABLE.read_text(encoding="utf-8")
    end = text.rindex("|\n", 0, text.index("\n## ")) + 2 if "\n## " in text else len(text)
    TABLE.write_text(text[:end] + row + text[end:], encoding="utf-8")
    print(f"added to {TABLE.relative_to(ROOT)}: {row}", end="")


def write_section(heading: str, lines: Iterable[str]) -> None:
    """Put the lines below the heading, in place of what stood there."""
    before, found, after = TABLE.read_text(encoding="utf-8").partition(f"\n{heading}\n")
    _, following, rest = after.partition("\n## ") if found else ("", "", "")
    body = "\n".join(lines)
    TABLE.write_text(f"{before.rstrip()}\n\n{heading}\n\n{body}\n{following}{rest}", encoding="utf-8")


def git(*arguments: str) -> str:
    """What git says, without the line end."""
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True)  # noqa: S607
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
