"""What people do with rosters: plan, change, take off; sign in and out at a desk."""

from app.rosters.services.duties import add_duty, change_duty, remove_duty
from app.rosters.services.presence import sign_in_at_desk, sign_out_from_desk

__all__ = ["add_duty", "change_duty", "remove_duty", "sign_in_at_desk", "sign_out_from_desk"]
