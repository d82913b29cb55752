"""Reads `[json, yaml]` per line; prints what is wrong with the YAML text, or an empty line."""
import json
import sys

import yaml


def same(one, other):
    if type(one) is not type(other) and not (isinstance(one, (int, float)) and isinstance(other, (int, float))):
        return False
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


for line in sys.stdin:
    written, text = json.loads(line)
    wanted = json.loads(written)
    try:
        found = yaml.safe_load(text)
        print(json.dumps("" if same(wanted, found) else f"reads as {found!r} instead of {wanted!r}"))
    except yaml.YAMLError as error:
        print(json.dumps(str(error)))
