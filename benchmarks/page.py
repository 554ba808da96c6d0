"""How long the page takes to open, to be usable and to answer a click, in a headless Chromium.

    python benchmarks/page.py [NODES STATEMENTS]...

*Usable* is the time from the navigation to the second frame after the network has been drawn, with its
names; *click* is that from the press on a node to the second frame after its evidence stands in the
panel. On a machine that does other work as well the clock says little, and so the seconds of work are
given too: *thinking* is that of the page's main thread, *drawing* that of the process that draws, which
without a graphics card computes every pixel. The graphs are made by counting, forty statements a document.
"""

from __future__ import annotations

import itertools
import math
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from parleygraph.graph import Graph, Run
from parleygraph.graph.analyst import render_page
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import NodeClass, Relation

SIZES: Final = ((2_000, 6_000), (20_000, 60_000))
ROUNDS: Final = 1
WAYS: Final = {"the best linked": "", "all": "top=all", "communities": "layout=communities&top=all"}
EACH: Final = 40
KINDS: Final = (
    NodeClass.STATE,
    NodeClass.ORGANIZATION,
    NodeClass.PERSON,
    NodeClass.PROPOSAL,
    NodeClass.INTEREST,
)
# WebGL by SwiftShader; the rest of the page is painted without it, as where there is no graphics card.
ARGUMENTS: Final = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-rasterization",
)
USABLE = """async () => {
  while (!document.documentElement.dataset.ready) await new Promise((go) => setTimeout(go, 5));
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  return performance.now();
}"""
CLICKED = """async () => {
  const begun = globalThis.pressed;
  while (!document.querySelector("#panel.filled")) await new Promise((go) => setTimeout(go, 2));
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  return performance.now() - begun;
}"""
POINT = """() => {
  const [one] = [0, 1, 2, 3].map((node) => parleygraph.dot(node)).filter(Boolean);
  return one ?? { x: 400, y: 300 };
}"""
MEMORY = "performance.memory.usedJSHeapSize"
PRESS = 'addEventListener("mousedown", () => { globalThis.pressed = performance.now(); }, true);'


def made(nodes: int, statements: int) -> Graph:
    """A graph of that size: a few nodes with many statements, many with few."""
    ends = _ends(nodes, statements)
    extractions = []
    for number in range(math.ceil(statements / EACH)):
        sentences = [
            f"Sentence {line} of document {number} says who stands how to what." for line in range(EACH)
        ]
        paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, EACH, 4)]
        text = "\n".join(paragraphs) + "\n"
        document = Document(
            text, f"document-{number}", f"Document {number}", f"{2010 + number % 15}-{1 + number % 12:02}-01"
        )
        said, used = [], {}
        for sentence, (one, relation, other) in zip(sentences, itertools.islice(ends, EACH), strict=False):
            start = text.index(sentence)
            quotation = document.quote(start, start + len(sentence) - 1)
            for end in (one, other):
                kind = KINDS[end % len(KINDS)]
                name = f"{kind.kind.lower()}/n{end}"
                used[end] = Node(name, kind, f"Name of the thing {end}", (quotation,))
            said.append(Statement(used[one].id, relation, used[other].id, quotation))
        extractions.append(Extraction(document, tuple(used.values()), tuple(said)))
    return Graph(extractions, run=Run("0", "by-counting", "1"))


def _ends(nodes: int, statements: int) -> Iterator[tuple[int, Relation, int]]:
    """Who says what of whom: each node in turn, of others of which a few are far more frequent."""
    found = step = 0
    while found < statements:
        step += 1
        one, share = found % nodes, (step * 7919 % 10_007) / 10_007
        other = int(nodes * share**3)
        kinds = KINDS[one % len(KINDS)], KINDS[other % len(KINDS)]
        allowed = [relation for relation in Relation if relation.allows(*kinds)]
        if one != other and allowed:
            found += 1
            yield one, allowed[step % len(allowed)], other


def measured(browser: Any, page: Path, fragment: str) -> dict[str, float]:
    """Seconds until the page is usable and until a click is answered, by the clock and of work; and bytes."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    work = _work(browser, tab)
    tab.add_init_script(PRESS)
    at_first = work()
    tab.goto(f"{page.as_uri()}#{fragment}", wait_until="commit")
    usable = tab.evaluate(USABLE) / 1e3
    opened = work()
    box = tab.locator("#view-network .stage").bounding_box()
    point = tab.evaluate(POINT)
    tab.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    clicked = tab.evaluate(CLICKED) / 1e3
    answered = work()
    memory = tab.evaluate(MEMORY)
    tab.close()
    found = {"usable": usable, "clicked": clicked, "memory": memory}
    for name in opened:
        found |= {
            f"usable {name}": opened[name] - at_first[name],
            f"clicked {name}": answered[name] - opened[name],
        }
    return found


def _work(browser: Any, tab: Any) -> Callable[[], dict[str, float]]:
    """Processor seconds so far: of the page's main thread, and of the process that draws."""
    page, whole = tab.context.new_cdp_session(tab), browser.new_browser_cdp_session()
    page.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds() -> dict[str, float]:
        metrics = {entry["name"]: entry["value"] for entry in page.send("Performance.getMetrics")["metrics"]}
        processes = whole.send("SystemInfo.getProcessInfo")["processInfo"]
        drawing = sum(entry["cpuTime"] for entry in processes if entry["type"] == "GPU")
        return {"thinking": metrics["TaskDuration"], "drawing": drawing}

    return seconds


def main(sizes: Sequence[tuple[int, int]]) -> None:
    """Print a row for each size and each way of opening it."""
    from playwright.sync_api import sync_playwright

    head = ("nodes", "statements", "shown", "file", "usable after", "of it thinking, drawing")
    head += ("click answered in", "of it thinking, drawing", "memory")
    print(f"| {' | '.join(head)} |")
    print("|---|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for nodes, statements in sizes:
            graph = made(nodes, statements)
            page = Path(folder, "page.html")
            page.write_bytes(render_page(graph).encode())
            for shown, fragment in WAYS.items():
                rounds = [measured(browser, page, fragment) for _ in range(ROUNDS)]
                best = {name: min(one[name] for one in rounds) for name in rounds[0]}
                parts = {
                    when: f"{best[f'{when} thinking']:.2f} s, {best[f'{when} drawing']:.2f} s"
                    for when in ("usable", "clicked")
                }
                print(
                    f"| {len(graph.nodes):,} | {len(graph.statements):,} | {shown} "
                    f"| {page.stat().st_size / 1e6:.1f} MB | {best['usable']:.2f} s | {parts['usable']} "
                    f"| {best['clicked']:.2f} s | {parts['clicked']} | {best['memory'] / 1e6:.0f} MB |",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(list(zip(given[::2], given[1::2], strict=True)) or SIZES)
