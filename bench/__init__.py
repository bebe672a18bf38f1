"""Measurements of the product against the bare engines under it; run with ``./fengqiao bench``."""
