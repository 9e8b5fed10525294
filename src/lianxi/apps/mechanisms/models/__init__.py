"""What the mechanisms app keeps: loaded versions and their texts, calendars and days, what moves the wheel."""

from lianxi.apps.mechanisms.models.bindings import BoundProvision, TextBinding
from lianxi.apps.mechanisms.models.days import CalendarYear, KeptDate, KeptDateChange
from lianxi.apps.mechanisms.models.versions import ConfirmedItem, LoadedVersion, Original
from lianxi.apps.mechanisms.models.wheel import ConferenceRecord, WheelEvent

__all__ = [
    "BoundProvision",
    "CalendarYear",
    "ConferenceRecord",
    "ConfirmedItem",
    "KeptDate",
    "KeptDateChange",
    "LoadedVersion",
    "Original",
    "TextBinding",
    "WheelEvent",
]
