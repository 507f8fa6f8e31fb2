"""What the worker does every so often: each app's own, a line each."""

import datetime as dt

from events import registration
from learning_portal.foundation.clock import DAY
from learning_portal.foundation.periodic import Task
from learning_portal.purging import purge

TASKS = [
    Task("offers", every=dt.timedelta(minutes=5), run=registration.expire_offers),
    Task("purge", every=DAY, run=purge),
]
