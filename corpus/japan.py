"""Japan's time, in which reports are written and duties fall due."""

from datetime import timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")
