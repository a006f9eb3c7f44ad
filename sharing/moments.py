"""Moments as sharing's tables hold them: texts that sort as the moments do."""

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """`moment` as it is stored, by universal time and to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
