"""``./fengqiao check``."""


def main(arguments: list[str]) -> int:
    """Placeholder until the steps are written."""
    return 0
