"""Writes a JSON value, twice in a list, in the ways of PyYAML and of json. Prints a list of texts per line."""
import json
import sys

import yaml

WAYS = [
    {"default_flow_style": True}, {"default_flow_style": False}, {"default_flow_style": None, "width": 20},
    {"explicit_start": True, "indent": 4, "width": 1000, "allow_unicode": True}, {"default_style": '"', "width": 30},
    {"default_style": "'"}, {"explicit_end": True, "version": (1, 2)}, {"default_style": "|"},
]


class Dumper(yaml.SafeDumper):
    """Strings that only YAML 1.2 takes for numbers are quoted for it."""


Dumper.add_implicit_resolver(
    "tag:belay,2026:number", __import__("re").compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|^0o[0-7]+$"),
    list("-+.0123456789"))

for line in sys.stdin:
    value = json.loads(line)
    texts = []
    for way in WAYS:
        texts.append(yaml.dump([value, value], Dumper=Dumper, sort_keys=False, **way))
    texts += [json.dumps([value, value]), json.dumps([value, value], indent="\t", ensure_ascii=False)]
    print(json.dumps(texts))
