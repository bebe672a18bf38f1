"""The tests, mirroring the application."""
