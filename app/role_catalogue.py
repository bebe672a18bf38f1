"""Which role holds which permission: the matrix of domain.md §5 with its rulings, as one table to read and to check.

A permission opens the door; whether the person may pass with *this* matter is decided by visibility, conditions and
separation-of-duty rules further down. Rows stand in the order of the work. The three administrators hold nothing that
shows or changes a matter (domain.md §5.1: three-role split).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.core.permissions import Position, Role

REP, DIS, DIR = Role.REPORTER, Role.DISPATCHER, Role.DIRECTOR
DEP, MED = Role.DEPT_OFFICER, Role.MEDIATOR
DJ, CJ = Role.DUTY_JUDGE, Role.CONFIRMATION_JUDGE
QR, INS = Role.REVIEWER, Role.INSPECTOR
SYS, SEC, AUD = Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN

ADMINISTRATORS = (SYS, SEC, AUD)
HANDLERS = (REP, DIS, DIR, DEP, MED, DJ, CJ)
STAFF = (*HANDLERS, QR, INS)
ALL = (*STAFF, *ADMINISTRATORS)

HELD: Mapping[str, tuple[Role, ...]] = {
    # -- one's own account, people, units, duty
    "accounts:profile:edit": ALL,
    "accounts:token:make": ALL,
    "accounts:user:read": ADMINISTRATORS,
    "accounts:user:edit": (SYS,),
    "accounts:user:unlock": (SYS,),
    "accounts:password:reset": (SYS,),
    "accounts:membership:grant": (SEC,),
    "accounts:session:revoke": (SEC,),
    "organisations:unit:read": ALL,
    "organisations:unit:edit": (SYS,),
    "organisations:authority_list:edit": (SYS,),
    "organisations:court_policy:edit": (SYS,),
    "rosters:duty:read": STAFF,
    "rosters:duty:edit": (DIS, DIR),
    "rosters:duty:edit_own": (DEP, DJ),
    "rosters:exchange:act": HANDLERS,
    "rosters:substitution:act": STAFF,
    "rosters:handover:act": HANDLERS,
    "rosters:presence:sign": HANDLERS,
    "clocks:rule:read": ALL,
    "clocks:calendar:import": (SYS,),
    "notifications:inbox:read": ALL,
    "notifications:reminder:keep": (REP, DIS, DIR, DEP, MED, DJ, CJ, QR),
    "notifications:choice:edit": ALL,
    "notifications:message:read": (SYS,),
    "notifications:message:retry": (SYS,),
    "notifications:receipt:record": (SYS,),
    "notifications:drill:run": (DIR, SYS),
    "search:matter:search": (REP, DIS, DIR, DEP, MED, DJ, CJ, QR),
    "search:view:keep": (REP, DIS, DIR, DEP, MED, DJ, CJ, QR),
    "search:view:share": (DIS, DIR),
    "bulk:run:make": (DIS, DIR, DEP, MED),
    "statistics:center:read": (DIS, DIR, QR),
    "statistics:wall:show": (DIS, DIR),
    "statistics:unit:read": STAFF,
    # -- files and printed forms; the right on the matter decides beside it
    "files:file:upload": HANDLERS,
    "rendering:document:read": STAFF,
    "rendering:document:void": (DIS, DIR, DEP, MED),
    "rendering:batch:render": (DIS, DIR, DEP, MED),
    # -- trail
    "audit:trail:read": (DIR, QR),
    "audit:technical:read": (AUD,),
    "audit:chain:verify": (DIR, AUD),
    # -- intake (rows 1-7, 40)
    "intake:event:file": (REP, DIS, DIR, DEP, MED),
    "intake:event:import": (DIS, DIR),
    "intake:event:undo_import": (DIS, DIR),
    "intake:event:read": (REP, DIS, DIR, DEP, MED, DJ, CJ, QR),
    "intake:event:edit": (REP, DIS, DEP),
    "intake:event:correct": (DIS,),
    "intake:event:register": (DIS, DIR),
    "intake:event:reject": (DIS, DIR),
    "intake:event:merge": (DIS, DIR),
    "intake:event:triage": (DIS, DIR),
    "intake:event:move": (REP, DIS, DIR, DEP, MED),
    "intake:risk:suggest": (REP, DIS, DIR, DEP, MED, DJ),
    "intake:risk:confirm": (DIS, DIR),
    "intake:risk:propose_lowering": (REP, DIS, DIR, DEP, MED, DJ),
    "intake:risk:lower_red": (DIR,),
    "intake:weights:read": (DIS, DIR, QR, SYS),
    "intake:weights:load": (SYS,),
    "intake:party:edit": (REP, DIS, DEP, MED),
    "intake:party:reveal": (REP, DIS, DIR, DEP, MED, DJ, CJ),
    "intake:evidence:add": (REP, DIS, DEP, MED),
    "intake:note:read": (REP, DIS, DIR, DEP, MED, DJ),
    "intake:note:write": (REP, DIS, DIR, DEP, MED, DJ),
    "intake:hold:waive": (DIR,),
    # -- dispatch, whistle, meeting and supervision (rows 8-14, 16)
    "dispatch:order:read": (REP, DIS, DIR, DEP, MED, DJ, QR),
    "dispatch:order:issue": (DIS, DIR),
    "dispatch:order:withdraw": (DIS, DIR),
    "dispatch:order:sign": (DEP, MED),
    "dispatch:order:return": (DEP, MED),
    "dispatch:order:rule": (DIS, DIR),
    "dispatch:order:rule_second": (DIR,),
    "dispatch:order:start": (DEP, MED),
    "dispatch:order:ask_assistance": (DEP, MED),
    "dispatch:order:extend": (DEP, MED),
    "dispatch:order:approve_extension": (DIS, DIR),
    "dispatch:order:approve_extension_again": (DIR,),
    "dispatch:order:suspend": (DIS, DIR),
    "dispatch:order:feedback": (DEP, MED),
    "dispatch:order:check_feedback": (DIS, DIR),
    "dispatch:order:urge": (DIS, DIR),
    "dispatch:order:hand_on": (DEP, MED),
    "dispatch:routing:read": (DIS, DIR, QR),
    "dispatch:routing:draft": (DIS, DIR),
    "dispatch:routing:publish": (DIR,),
    "dispatch:copy:send": (DIS, DIR),
    "dispatch:copy:note": (REP, DEP, MED, DJ),
    "dispatch:whistle:read": (REP, DIS, DIR, DEP, MED, DJ, QR),
    "dispatch:whistle:call": (REP, DIS, DIR, DEP),
    "dispatch:whistle:answer": (REP, DIS, DIR, DEP, MED, DJ),
    "dispatch:meeting:read": (REP, DIS, DIR, DEP, MED, DJ, QR),
    "dispatch:meeting:call": (DIS, DIR, DEP, MED),
    "dispatch:meeting:attend": (REP, DIS, DIR, DEP, MED, DJ),
    "dispatch:countersign:read": (REP, DIS, DIR, DEP, MED, DJ, QR),
    "dispatch:countersign:ask": (DIS, DIR, DEP, MED),
    "dispatch:countersign:answer": (REP, DIS, DIR, DEP, MED),
    "dispatch:supervision:read": (REP, DIS, DIR, DEP, MED, DJ),
    "dispatch:supervision:issue": (DIS, DIR),
    "dispatch:supervision:acknowledge": (DEP, MED, DJ),
    "dispatch:supervision:reply": (DEP, MED, DJ),
    "dispatch:supervision:check": (DIS, DIR),
    # -- mediation (rows 17-19)
    "mediation:case:read": (DIS, DIR, DEP, MED, DJ, CJ, QR),
    "mediation:record:read": (DEP, MED, DJ, QR),
    "mediation:case:open": (DIS, DEP, MED),
    "mediation:case:conduct": (DEP, MED),
    "mediation:case:assign": (DIS, MED),
    "mediation:case:move": (DEP, MED),
    # -- guidance (rows 20-22); who decides on an opinion is the mediator of the file, never the judge
    "guidance:request:read": (DIS, DIR, DEP, MED, DJ, CJ, QR),
    "guidance:request:ask": (DEP, MED),
    "guidance:request:answer": (DJ,),
    "guidance:request:requeue": (DJ, DIS),
    "guidance:request:report": (DEP, MED),
    "guidance:opinion:decide": (DEP, MED),
    "guidance:law:read": STAFF,
    # -- claims and money (rows 26, 27)
    "claims:schedule:read": (DIR, DEP, MED, DJ, CJ, QR),
    "claims:schedule:enter": (DEP, MED),
    "claims:schedule:verify": (DEP,),
    "claims:schedule:freeze": (DEP, MED),
    "claims:difference:accept": (DEP, MED),
    "claims:row:reveal": (DIS, DIR, DEP, MED, DJ, CJ),
    "claims:receipt:read": (DIS, DIR, DEP, MED, CJ, QR),
    "claims:receipt:record": (DEP, MED),
    # -- agreements and performance (rows 23-26, 28)
    "agreements:agreement:read": (DIS, DIR, DEP, MED, DJ, CJ, QR),
    "agreements:agreement:draft": (DEP, MED),
    "agreements:agreement:sign": (DEP, MED),
    "agreements:agreement:move": (DIS, DIR, DEP, MED, CJ),
    "agreements:lint:override": (DIR,),
    "agreements:notice:record": (MED,),
    "agreements:performance:record": (DEP, MED),
    "agreements:certificate:issue": (DIS, DEP, MED),
    # -- judicial confirmation (rows 29-31)
    "confirmation:application:read": (DIS, DIR, DEP, MED, DJ, CJ, QR),
    "confirmation:application:prepare": (MED,),
    "confirmation:docket:read": (CJ,),
    "confirmation:docket:supplement": (CJ,),
    "confirmation:docket:decide": (CJ,),
    # -- closure (rows 32-34)
    "closure:matter:resolve": (DIS, DIR, DEP, MED),
    "closure:matter:close": (DIS, DIR),
    "closure:visit:read": (REP, DIS, DIR, DEP, MED, QR),
    "closure:visit:record": (REP, DIS, DEP, MED),
    "closure:dossier:read": (DIS, DIR, DEP, MED, DJ, CJ, QR),
    "closure:dossier:file": (DIS, DEP, MED),
    "closure:dossier:check": (DIS, DIR),
    # -- what a risk level obliges to (row 15)
    "oversight:duty:read": (REP, DIS, DIR, DEP, MED, DJ, QR),
    "oversight:duty:done": (DIS, DIR, DEP, MED),
    "oversight:lead:name": (DIR,),
    "oversight:note:write": (DIS, DIR, DEP, MED),
    "oversight:warning:print": (DIS, DIR),
}

#: What a position adds to its role, and what it takes away: the head of a unit approves what its officers propose, a
#: court assistant prepares and does not decide.
FOR_HEADS = ("dispatch:order:approve_return", "dispatch:order:approve_feedback")
FOR_MEDIATION_HEADS = (*FOR_HEADS, "rosters:duty:edit_own")
ADDED: Mapping[tuple[Role, Position], tuple[str, ...]] = {
    (DEP, Position.HEAD): FOR_HEADS,
    (MED, Position.HEAD): FOR_MEDIATION_HEADS,
}
WITHHELD: Mapping[tuple[Role, Position], tuple[str, ...]] = {
    (CJ, Position.JUDGE_ASSISTANT): ("confirmation:docket:decide",),
}

#: Permissions that belong to the platform alone: clocks that run out, reactions, imports of the shipped tables.
SYSTEM_ONLY: frozenset[str] = frozenset()


@cache
def permissions_of(role: Role, position: Position) -> frozenset[str]:
    """All permissions of a role in a position."""
    held = {name for name, roles in HELD.items() if role in roles}
    added = set(ADDED.get((role, position), ()))
    return frozenset((held | added) - set(WITHHELD.get((role, position), ())))


def holders_of(permission: str) -> tuple[Role, ...]:
    """The roles that hold a permission, for the printed matrix."""
    return HELD.get(permission, ())
