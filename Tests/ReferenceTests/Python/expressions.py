"""Evaluates expressions as the reference manual of Belay words them, with Python's own precedence and exact fractions.

Reads an expression in Python's spelling per line, and prints what Belay should write, or `fails`.
"""
import decimal
import re
import sys
from fractions import Fraction

sys.setrecursionlimit(10000)
EXACT = decimal.Context(prec=5000, traps=[decimal.Inexact, decimal.InvalidOperation])
ROUNDED = decimal.Context(prec=38, rounding=decimal.ROUND_HALF_EVEN)
UNITS = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9,
         "TB": 10**12, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}
TIMES = {"d": 24 * 3600 * 10**9, "h": 3600 * 10**9, "m": 60 * 10**9, "s": 10**9, "ms": 10**6}
CENTURY = 100 * 365 * 24 * 3600 * 10**9


class Fails(Exception):
    pass


def fits(value):
    sign, digits, power = value.normalize(EXACT).as_tuple()
    coefficient = int("".join(map(str, digits)))
    return coefficient < 2**128 and power >= -1000 and len(digits) + power <= 1000


class N:
    def __init__(self, value, spelling=None):
        if isinstance(value, str):
            count, unit = re.fullmatch(r"(-?[\d.]+)([A-Za-z]*)", value).groups()
            spelling = None if unit.endswith("B") else value
            value = EXACT.multiply(decimal.Decimal(count), UNITS.get(unit, 1))
        if not fits(value):
            raise Fails
        self.value, self.spelling = value, spelling

    def __add__(self, other): return N(EXACT.add(self.value, other.value))
    def __sub__(self, other): return N(EXACT.subtract(self.value, other.value))
    def __mul__(self, other):
        return other * self if isinstance(other, D) else N(EXACT.multiply(self.value, other.value))

    def __truediv__(self, other):
        if other.value == 0:
            raise Fails
        try:
            exact = EXACT.divide(self.value, other.value)
            if fits(exact):
                return N(exact)
        except decimal.Inexact:
            pass
        return N(ROUNDED.divide(self.value, other.value))

    def __eq__(self, other): return self.value == other.value
    def __lt__(self, other): return self.value < other.value
    def __le__(self, other): return self.value <= other.value

    def __str__(self):
        return self.spelling or format(self.value.normalize(EXACT) if self.value else decimal.Decimal(0), "f")


class D:
    def __init__(self, value):
        if isinstance(value, str):
            sign = -1 if value.startswith("-") else 1
            value = sign * sum(round(Fraction(count) * TIMES[unit])
                               for count, unit in re.findall(r"([\d.]+)(ms|d|h|m|s)", value))
        if abs(value) > CENTURY:
            raise Fails
        self.value = value

    def __add__(self, other): return D(self.value + other.value)
    def __sub__(self, other): return D(self.value - other.value)
    def __mul__(self, other): return D(round(self.value * Fraction(other.value)))

    def __truediv__(self, other):
        if isinstance(other, D):
            return N(decimal.Decimal(self.value)) / N(decimal.Decimal(other.value))
        if other.value == 0:
            raise Fails
        return D(round(Fraction(self.value) / Fraction(other.value)))

    def __eq__(self, other): return self.value == other.value
    def __lt__(self, other): return self.value < other.value
    def __le__(self, other): return self.value <= other.value

    def __str__(self):
        text, rest = "-" if self.value < 0 else "", abs(self.value)
        for unit in ("d", "h", "m", "s"):
            count, rest = divmod(rest, TIMES[unit])
            text += f"{count}{unit}" if count else ""
        milliseconds = format(EXACT.divide(decimal.Decimal(rest), 10**6), "f")
        if "." in milliseconds:
            milliseconds = milliseconds.rstrip("0").rstrip(".")
        return text + (f"{milliseconds}ms" if rest else "") or "0s"


for line in sys.stdin:
    try:
        value = eval(line)
        print("yes" if value is True else "no" if value is False else value)
    except Fails:
        print("fails")
