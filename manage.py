#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_portal.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: use .venv/bin/python, which `make run` makes.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:  # the sentences that say what to set, and no traceback
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
