"""On which day a term ends 有效期届满日."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from lianxi.kernel.rules.calendars import shift_months


class TermCount(StrEnum):
    """How a term of years or months is counted.

    FROM_THE_DAY: the day of commencement is its first day, so five years from 1 March end on the last day of
                  February. So the documents themselves mostly write it (自2024年3月1日起施行，有效期至2029年2月28日).
    CIVIL_CODE:   the day of commencement is not counted (民法典 201), five years from 1 March end on 1 March
                  (民法典 202).
    """

    FROM_THE_DAY = "from_the_day"
    CIVIL_CODE = "civil_code"


def last_day_of(commencement: date, months: int, count: TermCount = TermCount.FROM_THE_DAY) -> date:
    """The last day of a term of whole months; `ValueError` for a term that is not positive."""
    if months <= 0:
        raise ValueError(f"a term of {months} months")
    end = shift_months(commencement, months)
    if count is TermCount.CIVIL_CODE or end.day < commencement.day:
        return end
    return end - timedelta(days=1)
