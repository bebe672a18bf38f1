"""Pure decisions about agreements: reading and writing content, wording, the lint, effect, obligations, performance."""
