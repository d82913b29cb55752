"""Vim's syntax: the first and the last character of every command, text and comment must have the group of one, the
characters before and after must not, and a statement that begins with a word must have a group of its own."""

import json
import os
import subprocess
import tempfile

import spans

HEADS = {"belayStatement", "belayDeclaration", "belayPhrase", "belayHandler", "belayVia"}
# A sign, and the quotes that close a script.
SIGNS = {"belayReads", "belayChanges", "belayDestroys"}
VARIABLES = {"belayVariable", "belayName"}


def places(entry, text: bytes):
    """(offset, what is there, whether it must be or must not)."""
    for start, end in entry["commands"]:
        inner = start + 1 + len(text[start + 1 : end]) - len(text[start + 1 : end].lstrip())
        if inner >= end:
            continue
        yield inner, "belayCommand", True
        yield end - 1, "belayCommand", True
        if text[end : end + 1].strip():
            yield end, "belayCommand", False
    for kind, group in (("texts", "belayText"), ("comments", "belayComment")):
        for start, end in entry[kind]:
            yield start, group, True
            yield end - 1, group, True
    for start, _ in entry["statements"]:
        if text[start : start + 1].isalpha():
            yield start, "a beginning of a statement", True


def read(repository: str, entries):
    """The names at all places of all files, by one Vim."""
    wanted, asked = [], []
    for entry in entries:
        with open(f"{repository}/{entry['path']}", "rb") as file:
            text = file.read()
        found = sorted(set(places(entry, text)))
        asked.append((entry, text, found))
        wanted.append(
            [f"{repository}/{entry['path']}", [[spans.line(text, o), o - text.rfind(b"\n", 0, o)] for o, _, _ in found]])
    folder = tempfile.mkdtemp()
    with open(f"{folder}/wanted", "w") as file:
        json.dump(wanted, file)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "names.vim")
    environment = os.environ | {
        "WANTED": f"{folder}/wanted", "FOUND": f"{folder}/found", "PLUGIN": f"{repository}/editors/vim", "HOME": folder}
    subprocess.run(
        ["vim", "-u", "NONE", "-N", "-es", "-S", script], env=environment, check=True, stdin=subprocess.DEVNULL)
    with open(f"{folder}/found") as file:
        return zip(asked, json.load(file))


def differences(repository: str, entries):
    for (entry, text, asked), found in read(repository, [entry for entry in entries if entry["isValid"]]):
        for (offset, group, is_wanted), names in zip(asked, found):
            groups = {"a beginning of a statement": HEADS, "belayCommand": SIGNS | {group}}.get(group, {group})
            is_there = bool(groups & set(names))
            # The strings of an index are of the variable, and what is in shell text is the shell's.
            if group == "belayText" and (VARIABLES | {"belayCommand"}) & set(names):
                continue
            if is_there != is_wanted:
                missing = "is missing" if is_wanted else "is too much"
                yield f"{entry['path']}:{spans.line(text, offset)}: {group} {missing} at {spans.shown(text, (offset, offset + 40))}: {names}"
