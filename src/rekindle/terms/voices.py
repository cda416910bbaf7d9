"""For whom the pages speak: somebody who sells, or somebody who looks for their first job in it."""

from enum import StrEnum


class VoiceKey(StrEnum):
    """Which of the two is spoken to."""

    SALES = "sales"
    JOB = "job"
