"""Mediations: application, consent of each party, rights read, group representatives, sessions, deadlock and outcome.

Several mediations may follow one another on a dispute, one open at a time. The exit gate stands here too: while an
opinion is undecided, or guidance is missing, a mediation neither agrees nor fails. Agreements mark it agreed; this
context writes no agreement and decides nothing.
"""
