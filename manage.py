#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_portal.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(sys.argv)
        except ImproperlyConfigured as wrong:  # sentences that say what to set; no traceback
            sys.exit(str(wrong))
    except ModuleNotFoundError as missing:
        if missing.name != "django":
            raise
        sys.exit("Django is not installed here: use .venv/bin/python, which `make run` makes.")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
