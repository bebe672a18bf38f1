"""What stands around the application: the embedded database, the supervisor, the checks.

Nothing in ``app`` imports this package. The application only ever sees a ``DATABASE_URL``; these modules make one.
"""
