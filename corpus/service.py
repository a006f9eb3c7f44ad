"""The services (電気通信役務) that accidents hit, and the words reports use for them.

The ids are those of the contract; ``services.toml`` holds the words, and adding one touches it alone.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "services.toml"


class Service(StrEnum):
    """A service, as the duty to report and the contract distinguish them."""

    EMERGENCY_VOICE = "emergency_voice"
    VOICE = "voice"
    LPWA = "lpwa"
    INTERNET_ACCESS = "internet_access"
    INTERNET_CONNECTION = "internet_connection"
    MOBILE_DATA = "mobile_data"
    SMS = "sms"
    EMAIL = "email"
    MESSAGING = "messaging"
    SEARCH = "search"
    SNS = "sns"
    LEASED_LINE = "leased_line"
    OTHER = "other"
