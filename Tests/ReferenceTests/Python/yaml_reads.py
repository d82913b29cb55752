"""Reads all documents of a text with PyYAML's parser, scalars by the core schema of YAML 1.2, keys as they are written, merge keys
merged. Reads a JSON string per line; prints the documents as JSON, or null where PyYAML or Belay's data has no such thing.
"""
import json
import re
import sys

import yaml

NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
OWN = "tag:yaml.org,2002:"


class Refused(Exception):
    pass


class Composer(yaml.SafeLoader):
    """Remembers the tags that are written."""

    def __init__(self, text):
        super().__init__(text)
        self.tags = {}

    def noted(self, compose, anchor):
        tag = self.peek_event().tag
        node = compose(anchor)
        if tag is not None:
            self.tags[id(node)] = tag
        return node

    def compose_scalar_node(self, anchor): return self.noted(super().compose_scalar_node, anchor)
    def compose_sequence_node(self, anchor): return self.noted(super().compose_sequence_node, anchor)
    def compose_mapping_node(self, anchor): return self.noted(super().compose_mapping_node, anchor)

    def data(self, node):
        tag = self.tags.get(id(node))
        if isinstance(node, yaml.ScalarNode):
            if tag in ("!", OWN + "str"):
                return node.value
            if tag not in (None, OWN + "int", OWN + "float", OWN + "bool", OWN + "null"):
                raise Refused(tag)
            return node.value if node.style and tag is None else core(node.value)
        if tag not in (None, "!", OWN + "seq", OWN + "map"):
            raise Refused(tag)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(element) for element in node.value]
        self.flatten_mapping(node)
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            raise Refused("key")
        return {key.value: self.data(value) for key, value in node.value}


def core(text):
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if NUMBER.match(text):
        return int(text) if re.match(r"[-+]?[0-9]+$", text) else float(text)
    if re.match(r"0x[0-9a-fA-F]+$", text):
        return int(text, 16)
    if re.match(r"0o[0-7]+$", text):
        return int(text[2:], 8)
    return text


def documents(text):
    composer, found, kept = Composer(text), [], []
    while composer.check_node():
        node = composer.get_node()
        kept.append(node)
        found.append(composer.data(node))
    return found


for line in sys.stdin:
    try:
        print(json.dumps(documents(json.loads(line))))
    except (yaml.YAMLError, Refused, RecursionError):
        print("null")
