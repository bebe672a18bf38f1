"""The garbage collector looks at what requests leave behind, not again and again at what stands since the start."""

from __future__ import annotations

import gc

#: How many objects are made before the youngest are looked at, and how often the older ones are.
THRESHOLDS = (20_000, 20, 20)


def spare_the_collector() -> None:
    """Leave alone what is imported and wired by now, and look less often; called once, before a server forks."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
