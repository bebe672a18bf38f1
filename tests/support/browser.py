"""Chromium and the live server."""
