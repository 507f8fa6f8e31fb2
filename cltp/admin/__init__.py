"""The registrars' desk for certificate records."""

from cltp.admin import letter_requests, logs, records

__all__ = ["letter_requests", "logs", "records"]
