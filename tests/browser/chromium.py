"""Which Chromium the browser tests drive. Run as a program it says where, or what to install."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium was found: install it (on Debian: apt install chromium), or name one in "
    "PORTAL_CHROMIUM."
)


def found() -> str | None:
    """The program's path; PORTAL_CHROMIUM, then the usual names, then playwright's own."""
    named = os.environ.get("PORTAL_CHROMIUM")
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    cached = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return named or installed or (str(cached[-1]) if cached else None)


if __name__ == "__main__":
    sys.exit(None if found() else MISSING)
