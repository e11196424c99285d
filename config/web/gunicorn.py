"""How gunicorn is started, on every kind of installation: `gunicorn -c python:config.web.gunicorn …`."""

from config.web import limits

worker_class = "config.web.worker.WholeRequests"
workers = limits.PROCESSES
graceful_timeout = limits.GRACE_SECONDS
preload_app = True  # the house is read once and shared by the processes
control_socket_disable = True
logger_class = "config.logs.WebLog"
wsgi_app = "config.wsgi:application"
