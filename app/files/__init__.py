"""Stored bytes: what was handed in or made by the platform, by hash, with a type read from the content and a size.

Main words: *file* (a row: name, type, size, SHA-256, what it belongs to), *store* (the folder of bytes, one copy per
content), *subject* (the matter, document or draft a file belongs to; its context decides who may open it). A name is
never believed: the type is sniffed, and what is not on the list is refused. This package shows nothing and judges no
evidence.
"""
