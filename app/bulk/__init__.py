"""One act on many rows of a list: foreseen for each row, then done row by row through the services of the single act.

A run is prepared from the rows somebody ticked, shown with what each row will get, confirmed once, and kept with what
became of each row. It owns no rule: whether an act is possible is said by the context the rows belong to.
"""
