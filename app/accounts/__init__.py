"""Accounts: the people who work with the product, in which unit and role, and how they prove who they are.

Main words: *user* (a person), *membership* (the user in one unit, in one role and position, for a time), *session*
(a sign-in that acts under one membership at a time), *API token* (a scoped, expiring key to one membership),
*sign-in try*.
It does not say what a role may do (role catalogue) nor who is on duty (rosters); parties to a dispute have no account.
"""
