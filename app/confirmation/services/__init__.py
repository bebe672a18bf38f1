"""What centre and court do with applications: one public function for each act."""

from app.confirmation.services.deciding import (
    accept,
    acknowledge_guided,
    allow_withdrawal,
    confirm,
    deem_withdrawn,
    demand_supplement,
    not_accept,
    reject,
    reject_355,
    serve,
    verify,
)
from app.confirmation.services.preparing import (
    draft_application,
    make_ready,
    record_wills,
    submit,
    supplement,
    tick_material,
)

__all__ = [
    "accept",
    "acknowledge_guided",
    "allow_withdrawal",
    "confirm",
    "deem_withdrawn",
    "demand_supplement",
    "draft_application",
    "make_ready",
    "not_accept",
    "record_wills",
    "reject",
    "reject_355",
    "serve",
    "submit",
    "supplement",
    "tick_material",
    "verify",
]
