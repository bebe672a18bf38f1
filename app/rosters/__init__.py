"""Rosters: who is on duty where and when, what is not staffed, and who has signed in at a desk.

Main words: *duty* (a person, a unit, a span of time: on-duty judge, desk, on call), *exchange* (a duty changes hands:
swap, cover, step in), *hand-over* (what was open when somebody left, signed for by the next one), *need* and *gap*
(what has to be staffed, and the stretches of it that are not), *presence* (signed in at the desk, not yet left),
*feed* (a secret calendar address), *stationing now* (how a unit can be reached at a moment, in words). Being on the
roster, being signed in and having acted last are three facts, never one. It does not dispatch; the working calendar
stands above it.
"""
