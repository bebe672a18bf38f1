"""Counts of what happened, by day, type and risk, kept by a subscriber so that no page counts a million rows.

Every figure opens its rows: a figure is a filter of a list. People and towns are not ranked by number of entries.
"""
