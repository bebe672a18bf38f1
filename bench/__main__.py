"""``./fengqiao bench``: measure, print a table, write ``bench.json`` to the data directory.

Exit codes: 0 measured · 1 a page did not open or a form was not taken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import config
from bench import documents, exports, imports, live, pages, start
from bench.browser import Refused
from bench.figures import Row, keep, table

PARTS = ("documents", "pages", "exports", "imports", "live", "start")


def _arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./fengqiao bench", description="Measure and write bench.json.")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part alone; may be given several times")
    parser.add_argument(
        "--sizes", default=",".join(map(str, pages.SIZES)), help="numbers of disputes for the pages, smallest first"
    )
    parser.add_argument("--rows", type=int, default=imports.ROWS, help="rows of the list that is imported")
    parser.add_argument("--desks", type=int, default=live.DESKS, help="open pages that hear of an arrival")
    parser.add_argument("--keep", action="store_true", help="keep the databases of the measurement for the next run")
    return parser.parse_args(given)


def _measured(part: str, sizes: list[int], wanted: argparse.Namespace) -> list[Row]:
    print(f"{part} …", file=sys.stderr, flush=True)
    measure: dict[str, Callable[[], list[Row]]] = {
        "documents": documents.rows,
        "pages": lambda: pages.rows(sizes),
        "exports": lambda: exports.rows(sizes),
        "imports": lambda: imports.rows(wanted.rows),
        "live": lambda: live.rows(wanted.desks),
        "start": start.rows,
    }
    return measure[part]()


def main(given: list[str]) -> int:
    """Measure the wanted parts one after another; each is kept as soon as it is there."""
    wanted = _arguments(given)
    sizes = sorted(int(one) for one in wanted.sizes.split(","))
    rows: list[Row] = []
    try:
        for part in wanted.only or PARTS:
            found = _measured(part, sizes, wanted)
            keep(found, config.data_dir() / "bench.json")
            rows += found
    except Refused as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        if not wanted.keep:
            pages.clear(sizes)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
