"""How gunicorn serves Fengqiao: a few processes with many threads, because live updates hold one thread each.

``FENGQIAO_EVENT_STREAMS`` caps the streams of one process at three quarters of its threads (see ``config.py``), so that
pages always find a free one.
"""

from __future__ import annotations

import os

bind = os.environ.get("FENGQIAO_BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("FENGQIAO_WEB_PROCESSES") or 2)
worker_class = "gthread"
threads = int(os.environ.get("FENGQIAO_THREADS") or 320)
preload_app = True
timeout = 60
graceful_timeout = 5
keepalive = 15
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - heartbeat files only
proc_name = "fengqiao"
accesslog = os.environ.get("FENGQIAO_ACCESS_LOG") or None
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = os.environ.get("FENGQIAO_PROXY_ADDRESSES") or "127.0.0.1"
control_socket_disable = True
