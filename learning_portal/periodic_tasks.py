"""What the worker does every so often: each app's own, a line each."""

import datetime as dt

from events import certificates, purging, registration
from learning_portal.foundation.clock import DAY
from learning_portal.foundation.periodic import Task
from learning_portal.purging import purge

TASKS = [
    Task("offers", every=dt.timedelta(minutes=5), run=registration.expire_offers),
    Task("certificates", every=dt.timedelta(minutes=5), run=certificates.issue_waiting),
    Task("personal data of events", every=dt.timedelta(hours=1), run=purging.purge),
    Task("purge", every=DAY, run=purge),
]
