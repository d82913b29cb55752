"""Compares what the grammars for editors make of files with what Belay's own parser makes of them.

    grammars.py REPOSITORY SPANS

SPANS is a file of JSON: a list of {"path", "isValid", "codes", "statements", "phrases", "commands", "texts"}, each span as
[start, end] in bytes. Prints what differs, and a line for each grammar; the status is 1 if anything does.
"""

import json
import sys

import textmate
import treesitter
import vimsyntax


def main() -> int:
    repository, spans = sys.argv[1:]
    with open(spans) as file:
        entries = json.load(file)
    failed = False
    for name, compare in (("tree-sitter", treesitter.comparison), ("TextMate", textmate.comparison)):
        differences = []
        check = compare(repository)
        for entry in entries:
            with open(f"{repository}/{entry['path']}", "rb") as file:
                text = file.read()
            differences += [f"{name}: {entry['path']}:{line}" for line in check(text, entry)]
        print("\n".join(differences[:40]))
        failed = failed or bool(differences)
        print(f"{name}: {len(differences)} differences in {len(entries)} files")
    differences = list(vimsyntax.differences(repository, entries))
    print("\n".join(differences[:40]))
    print(f"Vim: {len(differences)} differences in {len(entries)} files")
    return 1 if failed or differences else 0


if __name__ == "__main__":
    sys.exit(main())
