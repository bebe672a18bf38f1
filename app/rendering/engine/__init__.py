"""From a form's template and data to the bytes of a PDF, without database, network or clock.

Main words: *bundle* (all sources one form is made of, under one content hash), *envelope* (what the platform prints
around the form: number, version, code, hash, moment), *conform* (check data against the form's shape). The same bundle,
data and envelope give the same bytes. It stores nothing.
"""
