"""Money is whole minor units with a currency; two currencies are never added."""

from dataclasses import dataclass

# ISO 4217 currencies whose minor unit is not a hundredth.
_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3, "JOD": 3}


def minor_digits(currency: str) -> int:
    """Count the decimals of a currency's minor unit (ISO 4217)."""
    return _DIGITS.get(currency.upper(), 2)


def odd_currencies() -> list[str]:
    """Return the currencies whose minor unit is not a hundredth, by code."""
    return sorted(currency for currency, digits in _DIGITS.items() if digits != 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units of an ISO 4217 currency; adding two currencies raises ValueError."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency} without a dated rate")
        return Money(self.minor + other.minor, self.currency)

    def major(self) -> float:
        """Return the amount in whole units, for showing only."""
        return float(self.minor / 10 ** minor_digits(self.currency))
