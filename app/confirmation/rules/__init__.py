"""Pure decisions of confirmation: which court, and what the court asks."""
