"""Makes the same edits on data that json has read. Reads `[before, after, verb, path, value]` per line; prints what is wrong
with `after`, or an empty line.
"""
import json
import sys


def edited(data, verb, path, value):
    target = data
    for step in path[:-1]:
        target = target[step]
    if verb == "set":
        target[path[-1]] = value
    else:
        del target[path[-1]]
    return data


def problem(before, after, verb, path, value):
    wanted, found = edited(json.loads(before), verb, path, value), json.loads(after)
    if json.dumps(wanted) != json.dumps(found):
        return f"reads as {found!r} instead of {wanted!r}"
    # All that is before the value stays, and so does all that is behind it.
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    changed = before[start:len(before) - end]
    old = json.loads(before)
    for step in path:
        old = old[step]
    if verb == "set" and len(changed) > len(json.dumps(old, indent=8)) + 8 * changed.count("\n") + 64:
        return f"changed too much: {changed!r}"
    return ""


for line in sys.stdin:
    print(json.dumps(problem(*json.loads(line))))
