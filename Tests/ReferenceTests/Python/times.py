"""Evaluates sums of times and durations with datetime. Reads an expression per line, and prints what Belay should write, or
`fails`.
"""
import re
import sys
from datetime import datetime, timedelta, timezone

UNITS = [("d", 86400 * 10**6), ("h", 3600 * 10**6), ("m", 60 * 10**6), ("s", 10**6), ("ms", 1000)]
CENTURY = 100 * 365 * 86400 * 10**6
TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[-+]\d\d:\d\d)")


class Fails(Exception):
    pass


def time(word):
    body, zone = re.fullmatch(r"(.*?)(Z|[-+]\d\d:\d\d)", word).groups()
    offset = timedelta(0)
    if zone != "Z":
        sign = -1 if zone[0] == "-" else 1
        offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
    base, _, fraction = body.partition(".")
    moment = datetime.strptime(base, "%Y-%m-%dT%H:%M:%S") + timedelta(microseconds=int((fraction + "000000")[:6] or 0))
    return moment.replace(tzinfo=timezone(offset))


def duration(word):
    sign = -1 if word.startswith("-") else 1
    parts = re.findall(r"([\d.]+)(ms|d|h|m|s)", word)
    return timedelta(microseconds=sign * sum(round(float(count) * dict(UNITS)[unit]) for count, unit in parts))


def value(word):
    return time(word) if TIME.fullmatch(word) else duration(word)


def written(result):
    if isinstance(result, bool):
        return "yes" if result else "no"
    if isinstance(result, timedelta):
        rest = result // timedelta(microseconds=1)
        if abs(rest) > CENTURY:
            raise Fails
        if rest == 0:
            return "0s"
        text, rest = "-" if rest < 0 else "", abs(rest)
        for unit, length in UNITS[:-1]:
            count, rest = divmod(rest, length)
            text += f"{count}{unit}" if count else ""
        if rest % 1000:
            text += f"{rest / 1000:.3f}".rstrip("0") + "ms"
        elif rest:
            text += f"{rest // 1000}ms"
        return text
    offset = result.utcoffset()
    fraction = "" if result.microsecond == 0 else f".{result.microsecond:06}"
    fraction = fraction[:4] if fraction.endswith("000") else fraction
    minutes = int(abs(offset).total_seconds()) // 60
    zone = f"{'-' if offset < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}" if minutes else "Z"
    return f"{result.year:04}-{result:%m-%dT%H:%M:%S}{fraction}{zone}"


def computed(one, operator, other):
    if operator == "+":
        return other + one if isinstance(one, timedelta) else one + other
    if operator == "-":
        return one - other
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other, "is": one == other,
            "is not": one != other}[operator]


def evaluated(expression):
    grouped = re.fullmatch(r"\((.*) \+ (.*)\) - (.*)", expression)
    if grouped:
        one, length, other = map(value, grouped.groups())
        return computed(computed(one, "+", length), "-", other)
    one, operator, other = re.fullmatch(r"(\S+) (is not|is|[-+<>]=?) (\S+)", expression).groups()
    return computed(value(one), operator, value(other))


for line in sys.stdin:
    try:
        print(written(evaluated(line.rstrip("\n"))))
    except (OverflowError, Fails):
        print("fails")
