"""Colours of conclusions and of filings."""

from __future__ import annotations

from lianxi.kernel.rules.filings import FilingState
from lianxi.kernel.rules.reviews import Conclusion

CONCLUSION_TONES = {
    Conclusion.KEEP: "green",
    Conclusion.AMEND: "gold",
    Conclusion.REPEAL: "red",
    Conclusion.VOID: "red",
}
STATE_TONES = {
    FilingState.OPEN: "blue", FilingState.ON_TIME: "green", FilingState.LATE: "gold", FilingState.OVERDUE: "red",
    FilingState.UNKNOWN: "muted",
}  # fmt: skip
