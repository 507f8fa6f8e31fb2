"""Style sheets, fonts and scripts: served compressed, under names that change with the content.

In a checkout where nothing was collected yet the plain names serve as well, so that
`runserver` and one-off commands need no preparation and no page fails for a picture.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:  # not collected
            return name


def collect_where_changed() -> bool:
    """Collect unless the collection already has exactly these contents. True when it did."""
    stamp = Path(settings.STATIC_ROOT) / "collected.txt"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    contents = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            contents.update(name.encode())
            with storage.open(name) as file:
                contents.update(hashlib.sha256(file.read()).digest())
    return contents.hexdigest()
