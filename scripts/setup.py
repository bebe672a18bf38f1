"""The second half of set-up, once Python packages stand: front-end files and compiled catalogues.

It runs at every start, so it loads nothing it does not need.
"""

from __future__ import annotations

import subprocess
import sys

from scripts import frontend


def compile_catalogues() -> None:
    """Compile the catalogues when one is newer than its binary form."""
    for source in (frontend.ROOT / "app" / "translations").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([sys.executable, "-m", "scripts.translations", "compile"], cwd=frontend.ROOT, check=True)
            return


def main() -> int:
    """Put both in place; quick when they stand already."""
    try:
        frontend.ensure()
    except frontend.FrontEndFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    compile_catalogues()
    return 0


if __name__ == "__main__":
    sys.exit(main())
