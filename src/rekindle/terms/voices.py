"""For whom the pages speak: somebody who sells, or somebody who looks for their first job in it."""

from enum import StrEnum


class VoiceKey(StrEnum):
    SALES = "sales"
    JOB = "job"
