"""Writes a JSON value in one of five layouts. Reads `[value, layout]` per line; prints the text as JSON."""
import json
import sys

LAYOUTS = [{}, {"separators": (",", ":")}, {"indent": 2}, {"indent": "\t", "ensure_ascii": False}, {"indent": 4}]

for line in sys.stdin:
    value, layout = json.loads(line)
    print(json.dumps(json.dumps(value, **LAYOUTS[layout])))
