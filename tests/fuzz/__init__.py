"""Schemathesis over every endpoint as each role: ``./fengqiao fuzz``. Not part of the ordinary run."""
