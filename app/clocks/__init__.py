"""Clocks: law rules (K) and product clocks (P) as data, the working calendar, deadlines that explain themselves.

A *rule* says how long a period runs and on which authority; a *deadline* is one rule armed for one subject of a matter,
with the reasons for its date; a *rung* is a share of the period (50, 80, 100, 120 %) at which people are alerted once;
a *breach* is a deadline that passed while it ran. This context decides no consequence: others react to its events.
"""
