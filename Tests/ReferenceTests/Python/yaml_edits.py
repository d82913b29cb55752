"""Makes the same edits on data that PyYAML has read. Reads `[before, after, verb, path, value]` per line; prints what is
wrong with `after`, or an empty line.
"""
import json
import sys

import yaml


def find(data, path):
    for step in path:
        data = data[step]
    return data


def edited(data, verb, path, value):
    if verb == "append" and value == []:
        return data
    if verb == "append":
        target = find(data, path[:-1])
        step = path[-1]
        old = target.get(step) if isinstance(target, dict) else target[step]
        target[step] = (old or []) + (value if isinstance(value, list) else [value])
        return data
    target = data
    for step in path[:-1]:
        if isinstance(target, dict) and target.get(step) is None:
            target[step] = {}
        target = target[step]
    if verb == "set":
        target[path[-1]] = value
    else:
        del target[path[-1]]
    return data


def same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def touched(text, key):
    """The lines of a member of the whole document: from its key to the next one's, or to the end."""
    members = yaml.compose(text).value
    lines = [name.start_mark.line for name, _ in members] + [len(text.splitlines())]
    names = [name.value for name, _ in members]
    if len(names) < 2:
        return 0, lines[-1]
    if key not in names:
        return lines[-2], lines[-1]
    index = names.index(key)
    return lines[index], lines[index + 1]


def problem(before, after, verb, path, value):
    # Of an output with CR LF that has lost its last newline half a line end is left.
    if before.endswith("\r"):
        before, after = before + "\n", after + "\n"
    # A line end that is missing at the end is taken for there: it matters behind a block of text.
    wanted = edited(yaml.safe_load(before if before.endswith("\n") else before + "\n"), verb, path, value)
    found = yaml.safe_load(after if after.endswith("\n") else after + "\n")
    if not same(wanted, found):
        return f"reads as {found!r} instead of {wanted!r}"
    start, end = touched(before, path[0])
    old, new = before.splitlines(True), after.splitlines(True)
    first, behind = old[:start], old[end:]
    # A last line without a line end goes with the one before it, so that the text ends as it did.
    is_cut = first and after == "".join(first).removesuffix("\n").removesuffix("\r")
    if new[:start] != first and not is_cut:
        return f"a line before line {start + 1} has changed"
    if behind and new[-len(behind):] != behind:
        return f"a line behind line {end} has changed"
    ends = {line[len(line.rstrip("\r\n")):] for line in new[:-1]}
    if len(ends) > 1:
        return f"lines end in {ends!r}"
    return ""


for line in sys.stdin:
    print(json.dumps(problem(*json.loads(line))))
