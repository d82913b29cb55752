"""Evaluates operators on lists, records and texts as the reference manual of Belay words them.

Reads an expression in Python's spelling per line, and prints what Belay should write, or `fails`. Numbers are exact, and keep
their spelling until they are computed with.
"""
import decimal
import functools
import sys

sys.setrecursionlimit(10000)
EXACT = decimal.Context(prec=5000, traps=[decimal.Inexact, decimal.InvalidOperation])


class Fails(Exception):
    pass


@functools.total_ordering
class N:
    def __init__(self, value, spelling=None):
        self.value = decimal.Decimal(value)
        self.spelling = spelling or (value if isinstance(value, str) else None)

    def __add__(self, other):
        value = EXACT.add(self.value, other.value)
        if int("".join(map(str, value.normalize(EXACT).as_tuple().digits))) >= 2**128:
            raise Fails
        return N(value)

    def __eq__(self, other): return self.value == other.value
    def __lt__(self, other): return self.value < other.value
    def __hash__(self): return hash(self.value)

    def __str__(self):
        return self.spelling or format(self.value.normalize(EXACT) if self.value else decimal.Decimal(0), "f")


def extreme(choose, items):
    if not items:
        raise Fails
    return choose(items)


def total(items):
    return functools.reduce(N.__add__, items, N(decimal.Decimal(0)))


def unique(items):
    return list(dict.fromkeys(items))


def ordered(items, key=None, down=False):
    return sorted(items, key=(lambda item: item[key]) if key else None, reverse=down)


def last(items, count):
    return items[len(items) - count:] if count < len(items) else items


def but_last(items, count):
    return items[:len(items) - count] if count < len(items) else []


def lines(text):
    return (text[:-1] if text.endswith("\n") else text).split("\n") if text else []


def end(items, place):
    return items[place] if items else None


def shown(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    if isinstance(value, dict):
        return "[" + ", ".join(f"{name}={shown(part)}" for name, part in value.items()) + "]"
    return "none" if value is None else str(value)


for line in sys.stdin:
    try:
        print(shown(eval(line)).replace("\n", "\\n"))
    except Fails:
        print("fails")
