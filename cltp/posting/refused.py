class Refused(ValueError):
    """A file that is not read; `str()` says why and what to do instead."""
