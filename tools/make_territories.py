"""Write `extractors/data/territories.json` from rigour (MIT) and countryinfo (MIT).

Run as `python -m pip install rigour==2.6.1 countryinfo==1.0.1` and then
`python tools/make_territories.py`. Neither package is needed at run time: rigour gives the
codes, Wikidata identifiers and names (its aliases are mostly of other languages and are left
out), countryinfo the capitals and demonyms. Irregular English demonyms, historical states and
metonyms are not here but in `polities.tsv`, which is read first.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path

import countryinfo
from rigour.territories import get_territories

TARGET = Path(__file__).resolve().parents[1] / "extractors" / "data" / "territories.json"
COMMAND = "python tools/make_territories.py"


def facts() -> dict[str, dict[str, str]]:
    """Demonym and capital by ISO 3166 alpha-2 code, lower case."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        capital = record.get("capital") or ""
        found.setdefault(
            str(record["ISO"].get("alpha2", "")).lower(),
            {
                "demonym": (record.get("demonym") or "").split(",")[0].strip(),
                "capital": capital if isinstance(capital, str) else "",
            },
        )
    return found


def people(demonym: str) -> list[str]:
    """The plural of a demonym: *Egyptian* gives *Egyptians*, *Chinese* stays."""
    if re.search(r"(ese|ish|sh|ch|ss|x)$", demonym):
        return [demonym]
    return [demonym + "s"]


def rows() -> list[dict[str, object]]:
    """One record a country, sorted by code."""
    known = facts()
    out: list[dict[str, object]] = []
    for territory in sorted(get_territories(), key=lambda t: t.code):
        if not territory.is_country or len(territory.code) != 2 or territory.parent is not None:
            continue
        fact = known.get(territory.code, {"demonym": "", "capital": ""})
        demonym = fact["demonym"]
        out.append(
            {
                "code": territory.code.upper(),
                "wikidata": territory.qid,
                "name": territory.name,
                "names": [territory.full_name] if territory.full_name != territory.name else [],
                "adjectives": [demonym] if demonym else [],
                "people": people(demonym) if demonym else [],
                "capital": fact["capital"],
            }
        )
    return out


def main() -> None:
    """Write the file, with its source, licence and command in the header."""
    header = {
        "source": f"rigour {version('rigour')} and countryinfo {version('countryinfo')}",
        "licence": "MIT (both)",
        "command": COMMAND,
    }
    lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows())
    head = json.dumps(header, ensure_ascii=False)[1:-1]
    TARGET.write_text(f'{{{head},\n "territories": [\n  {lines}\n ]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
