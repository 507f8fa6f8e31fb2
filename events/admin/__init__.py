"""The organisers' desk: gatherings, their editions, venues."""

from events.admin import editions, places, programme

__all__ = ["editions", "places", "programme"]
