"""The organisers' desk: gatherings, their editions, venues, and what comes before and after."""

from events.admin import calls, certificates, editions, feedback, logs, places, programme

__all__ = ["calls", "certificates", "editions", "feedback", "logs", "places", "programme"]
