"""Django's SMTP backend, which also knows whether a message was on its way when it failed."""

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class _Watched(smtplib.SMTP):
    handed_over = False

    def data(self, msg: Any) -> Any:
        self.handed_over = True
        return super().data(msg)


class _WatchedSSL(_Watched, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedSSL if self.use_ssl else _Watched

    @property
    def handed_over(self) -> bool:
        """Whether the message itself was begun: before that, nobody can have it."""
        return getattr(self.connection, "handed_over", True)
