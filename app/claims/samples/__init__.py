"""A fictional payroll for demonstration and tests: thirty-two workers, twelve months, two of them unpaid."""

from app.claims.samples.fangshan import LAST_MONTH, VERIFIED, WORKERS, SampleWorker, sample_terms, sample_workers

__all__ = ["LAST_MONTH", "VERIFIED", "WORKERS", "SampleWorker", "sample_terms", "sample_workers"]
