"""At most as many derivations at once as there are cores: each takes 64 MiB."""

from django.conf import settings

from complaints.store.derived import Gate

GATE = Gate.for_web(processes=settings.WEB_PROCESSES, threads=settings.WEB_THREADS)
