"""What people and the platform do with the duties of a risk level."""

from app.oversight.services.daily import look_at_all
from app.oversight.services.duties import (
    end_duties,
    follow_guidance,
    give_guidance_duty_to,
    guidance_was_given,
    mark_done,
    take_on_duties,
    waive_guidance_duty,
)
from app.oversight.services.leading import name_lead
from app.oversight.services.notes import keep_note_days, write_note

__all__ = [
    "end_duties",
    "follow_guidance",
    "give_guidance_duty_to",
    "guidance_was_given",
    "keep_note_days",
    "look_at_all",
    "mark_done",
    "name_lead",
    "take_on_duties",
    "waive_guidance_duty",
    "write_note",
]
