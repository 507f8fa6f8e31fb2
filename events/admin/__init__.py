"""The organisers' desk: gatherings, their editions, venues."""

from events.admin import editions, places

__all__ = ["editions", "places"]
