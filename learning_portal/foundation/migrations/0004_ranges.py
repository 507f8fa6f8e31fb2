"""What keeps ranges of days and times apart, for every room that has such constraints."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_signed_letters")]
    operations = [BtreeGistExtension()]
