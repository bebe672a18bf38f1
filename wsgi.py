"""What a web server loads: ``gunicorn -c gunicorn.conf.py wsgi:app``."""

from __future__ import annotations

import config
from app import create_app
from app.core.memory import spare_the_collector

app = create_app(config.load())
spare_the_collector()
