"""Receive, attach and open files."""

from app.files.services.opening import OpenedFile, open_file
from app.files.services.storage import Received, Store, receive, store, use_store
from app.files.services.storing import attach_file, discard_received, store_bytes, store_upload

__all__ = [
    "OpenedFile",
    "Received",
    "Store",
    "attach_file",
    "discard_received",
    "open_file",
    "receive",
    "store",
    "store_bytes",
    "store_upload",
    "use_store",
]
