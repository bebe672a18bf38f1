"""Words of agreements that other contexts may use: enums, clauses, content, circumstances, the language of lint."""
