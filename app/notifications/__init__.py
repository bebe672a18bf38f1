"""The inbox inside the product: who is told of which event, in one sentence without facts of the matter, live and once.

A *notice* belongs to one person. It is made by a subscriber after commit, exactly once per event and person, and a
database notification carries the ids of its readers to open pages. Outbound messages come later through a gateway.
"""
