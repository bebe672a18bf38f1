"""Dispatch: who must act, the life of an order to a unit, returns and their rulings, assistance, supervision.

A *proposal* names one lead and assistants with reasons; a *dispatch order* tells one unit its part of a matter; a
*return* is a unit's refusal with a code, ruled on by the centre; a *supervision* is a formal chase about progress with
clocks of its own. This context never judges the dispute and writes no agreement.
"""
