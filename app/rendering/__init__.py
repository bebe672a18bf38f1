"""Printed forms: templates by version, the PDF renderer, issued documents and their verification.

Main words: *form* (a code such as D24 with its template and shape), *shape* (the typed data a form needs), *document*
(an issued copy of a form: stored data, template version, hashes, file), *batch* (many documents rendered by the pdf
worker). A form is Chinese data and is never translated. This package does not know where a form's data come from: each
context builds them in its own `forms.py`. It does not sign and does not decide who may see a matter.
"""
