"""The foundation without business: database, unit of work, workflow engine, events, jobs, permissions, time, ids, numbers, money and crypto.

Nothing here knows what a dispute is. Every context above builds on these pieces; none of them imports a context.
"""
