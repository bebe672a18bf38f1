"""The lint: what a court may refuse, checked rule by rule while an agreement is written and before it is frozen."""

from app.agreements.rules.lint import assignment, clarity, materials, scope, wages, will
from app.agreements.rules.lint.engine import DISCLAIMER, register, rule, rules_at, run

FAMILIES = (scope, materials, will, clarity, wages, assignment)

__all__ = ["DISCLAIMER", "FAMILIES", "register", "rule", "rules_at", "run"]
