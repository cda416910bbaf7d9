"""Money is whole minor units with a currency; two currencies are never added."""

from dataclasses import dataclass

# ISO 4217, list one: the currencies whose minor unit is not a hundredth, by its decimals.
_CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DIGITS = {code: digits for digits, codes in _CODES.items() for code in codes.split()}


def minor_digits(currency: str) -> int:
    """Count the decimals of a currency's minor unit (ISO 4217)."""
    return _DIGITS.get(currency.upper(), 2)


def odd_currencies() -> list[str]:
    """Return the currencies whose minor unit is not a hundredth, by code."""
    return sorted(_DIGITS)


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
