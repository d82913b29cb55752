"""Replaces with Python's `re`. Reads `[pattern, subject]` per line; prints the subject with each match in `<` `>`, and in it
the groups, between bars. An empty match right behind another one is passed over, as in Belay and most others.
"""
import json
import re
import sys

for line in sys.stdin:
    pattern, subject = json.loads(line)
    result, copied, last, place = "", 0, None, 0
    compiled = re.compile(pattern, re.ASCII)
    while place <= len(subject) and (match := compiled.search(subject, place)):
        is_empty = match.start() == match.end()
        place = match.end() + (1 if is_empty else 0)
        if is_empty and match.start() == last:
            continue
        groups = [match.group(0)] + [group or "" for group in match.groups()][:9]
        result += subject[copied:match.start()] + "<" + "|".join(groups) + ">"
        copied = last = match.end()
    print(json.dumps(result + subject[copied:]))
