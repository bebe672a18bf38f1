"""The trail: hash chains of what was done, the log of what was read, daily anchors, and the check of all chains.

One chain per matter and one per object outside any matter, so that chains do not queue behind each other. Rows are only
ever added; a trigger refuses the rest. Personal data stands here by reference, so lawful erasure breaks no chain.
"""
