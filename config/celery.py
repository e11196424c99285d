"""The worker's and the clock's application; the schedule stands in settings.CELERY_BEAT_SCHEDULE."""

import gc
import logging
import os

from celery import Celery, Task
from celery.signals import worker_init

from partnerships.shared.audit.actor import acting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

log = logging.getLogger(__name__)


class NobodysTask(Task):
    """What worker and clock do is no account's doing, and the log is told so."""

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Runs it."""
        with acting(None):
            return super().__call__(*args, **kwargs)


app = Celery("handschlag", task_cls=NobodysTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def warm_up(**_kwargs: object) -> None:
    """Render one page in the parent, so that every forked child starts with WeasyPrint loaded.

    Warming each child instead let slow machines kill children in a loop.
    """
    from partnerships.shared.documents.render import warm
    from partnerships.shared.sealing.system_check import HINTS, sealing_fault

    warm()
    if code := sealing_fault():
        log.warning("Documents cannot be sealed. %s", HINTS[code])
    # What is loaded now stays: never looked through for garbage again, a paper is drawn in a tenth less time.
    gc.freeze()
