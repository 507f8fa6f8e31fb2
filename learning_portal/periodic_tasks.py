"""What the worker does every so often: each app's own, a line each."""

from learning_portal.foundation.clock import DAY
from learning_portal.foundation.periodic import Task
from learning_portal.purging import purge

TASKS = [
    Task("purge", every=DAY, run=purge),
]
