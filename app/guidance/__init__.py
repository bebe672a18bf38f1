"""Asking the on-duty judge, the opinion, and whether it was followed.

A *guidance request* carries facts, questions and the plan considered; the duty judge *takes* it and answers with an
*opinion*: plan, risks, drafting notes and articles picked from the law table. The mediator *adopts*, partly adopts or
does not adopt it, with a reason. Until then a *hold* stands on the matter. An opinion is guidance on law and method; it
is no ruling and binds no court.
"""
