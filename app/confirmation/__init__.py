"""Judicial confirmation: the parties' joint application within thirty days, and the court's docket.

The centre prepares the application and the package; acceptance, verification and ruling are written by court roles
alone, and the centre sees the status, not the file. The guiding judge is named on every application, so that the court
may choose another one.
"""
