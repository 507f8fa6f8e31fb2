from django.db import migrations

# UNLOGGED: counts of the last minutes are not worth a write-ahead log, and an empty table
# after a crash is as good. No model: one statement in protection.py is all that uses it.
FORWARDS = """
CREATE UNLOGGED TABLE foundation_throttle (
    key char(64) PRIMARY KEY,
    ends timestamptz NOT NULL,
    hits integer NOT NULL CONSTRAINT foundation_throttle_counts CHECK (hits > 0)
);
CREATE INDEX foundation_throttle_ends ON foundation_throttle (ends);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARDS, "DROP TABLE foundation_throttle;")]
