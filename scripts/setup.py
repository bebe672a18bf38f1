"""The second half of set-up, once Python packages stand: front-end files and compiled catalogues."""

from __future__ import annotations

import sys

from scripts import frontend, translations


def main() -> int:
    """Put both in place; quick when they stand already."""
    try:
        frontend.ensure()
    except frontend.FrontEndFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    translations.compile_stale()
    return 0


if __name__ == "__main__":
    sys.exit(main())
