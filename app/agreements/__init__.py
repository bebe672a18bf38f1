"""Agreements: what the parties promised each other, from the first draft to the last payment.

Main words: *content* (typed clauses that are the agreement), *wording* (the Chinese text rendered from them, never read
back), *lint* (a procedural check of what a court may refuse), *freeze* (content, wording and PDF under one hash),
*signature*, *effect*, *notice* of an assignment, *obligation* and *allocation* of money received.
It does not verify claims (claims), decide whether advice was adopted (guidance), or apply to the court (confirmation).
"""
