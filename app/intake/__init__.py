"""Events and disputes, their parties and evidence, triage and risk, twins, grants and holds.

An *event* is anything reported; its id is the id of the whole *matter*. A *dispute* is what triage makes of it. *Matter
parties* sit on the event. *Grants* say which unit or person may see the matter; *holds* say what must be decided first.
This context does not dispatch, mediate or close: later contexts move the event's state through the services here.
"""
