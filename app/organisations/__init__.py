"""Organisations: the one tree of units that take part in the centre's work, and who is competent for what.

Main words: *unit* (centre, sub-centre, department, police station, mediation organisation, court, judge studio …),
*stationing* (resident 常驻, rotating 轮驻, on call 随驻), *authority-list entry* (权责清单: what a unit must or may do,
by law), *court policy* (what one court accepts). It does not know people (accounts), duty (rosters) or disputes.
"""
