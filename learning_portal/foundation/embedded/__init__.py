"""A PostgreSQL of the checkout's own, for when DATABASE_URL is not set.

`base` is the database backend that starts it on the first failed connection,
`cluster` makes, starts and stops it, `hold` keeps it up for as long as a run needs it, and
`python -m learning_portal.foundation.embedded start|stop|status` is for hands.
"""
