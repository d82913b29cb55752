"""The tree-sitter grammar: every statement, phrase, command and text must begin and end where Belay's own parser has it."""

import ctypes
import glob
import hashlib
import os
import random
import shutil
import subprocess
import tempfile

import tree_sitter

import spans

BLOCKS = {"source_file", "block", "test_block"}
HANDLERS = {"on_failure", "always", "claim"}
EXTRAS = {"comment", "line_continuation"}
# What is inside of these is one token of the grammar: the strings of an index, and the names in shell text.
TOKENS = {"variable", "accessors", "path", "interpolation", "interpolated_word", "shell_line", "shell_block"}

# What a file is refused for that the grammar lets pass, by the beginnings of the names in the corpus of invalid files.
PASSED = {
    "characters that no file may hold are the lexer's": ["B0101", "B0102", "B0103"],
    "what an index, a `${}` or a name holds is one token": ["B0107-surrogate", "B0108", "B0109", "B0110"],
    "tokens may touch": ["B0112", "B0125"],
    "a command ends at its line, whatever the shell would make of it": [
        "B0113-in-parentheses", "B0114", "B0116", "B0117-backslash-at-the-end-of-a-command", "B0141", "B0142",
    ],
    "a reserved word is a word like any other where none may come, so that a line that is typed keeps its shape": [
        "B0118-handler-without", "B0118-missing-value", "B0118-param-where-without", "B0118-reserved-word", "B0120",
        "B0127", "B0143",
    ],
    "blanks around `=` are allowed": ["B0118-equals-with-blanks"],
    "a clause may come twice, or not at all": ["B0118-batches-twice", "B0128", "B0129"],
    "limits are Belay's": ["B0124"],
    "items with and without names may be in one list": ["B0126"],
    "what a command answers may be above it": ["B0190-answer-without-command"],
}


def is_passed(name: str) -> bool:
    return any(name.startswith(prefix) for prefixes in PASSED.values() for prefix in prefixes)


def language(folder: str) -> tree_sitter.Language:
    """The grammar, compiled."""
    library = os.path.join(tempfile.mkdtemp(), "belay.so")
    sources = [f"{folder}/src/parser.c", f"{folder}/src/scanner.c"]
    compiler = shutil.which("cc") or shutil.which("clang")
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", f"-I{folder}/src", *sources, "-o", library], check=True)
    function = ctypes.cdll.LoadLibrary(library).tree_sitter_belay
    function.restype = ctypes.c_void_p
    capsule = ctypes.pythonapi.PyCapsule_New
    capsule.restype = ctypes.py_object
    capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return tree_sitter.Language(capsule(function(), b"tree_sitter.Language", None))


def check_that_the_parser_is_of_the_grammar(folder: str):
    digest = hashlib.sha256()
    for path in [f"{folder}/grammar.js", *sorted(glob.glob(f"{folder}/grammar/*.js"))]:
        with open(path, "rb") as file:
            digest.update(file.read())
    with open(f"{folder}/src/generated-from") as file:
        assert file.read().strip() == digest.hexdigest(), "src/parser.c is of another grammar: run ./generate"


def check_queries(folder: str, language: tree_sitter.Language):
    """That they name nodes of the grammar."""
    for path in sorted(glob.glob(f"{folder}/../**/*.scm", recursive=True)):
        with open(path) as file:
            try:
                tree_sitter.Query(language, file.read())
            except tree_sitter.QueryError as error:
                raise AssertionError(f"{path}: {error}") from error


def edited(text: bytes, tree, number: random.Random):
    """One edit: some bytes of the text become others of it. Gives the text, and the tree that knows of it."""
    start = number.randrange(len(text) + 1)
    end = min(len(text), start + number.choice([0, 0, 1, 7]))
    source = number.randrange(len(text) + 1)
    new = number.choice([b"", b"x", b'"', b"}", b"\n", text[source : source + 9]])
    result = text[:start] + new + text[end:]

    def point(text: bytes, offset: int):
        return (text.count(b"\n", 0, offset), offset - text.rfind(b"\n", 0, offset) - 1)

    tree.edit(
        start_byte=start, old_end_byte=end, new_end_byte=start + len(new), start_point=point(text, start),
        old_end_point=point(text, end), new_end_point=point(result, start + len(new)))
    return result


def incremental_differences(parser, text: bytes, seed: int):
    """While one types, a tree that is made of the last one must be the one that the text has by itself."""
    number, tree = random.Random(seed), parser.parse(text)
    for edit in range(12):
        text = edited(text, tree, number)
        tree = parser.parse(text, tree)
        if str(tree.root_node) != str(parser.parse(text).root_node) and not tree.root_node.has_error:
            yield f"1: after {edit + 1} edits of seed {seed} the tree is another"


def nodes(tree):
    """Every node with its parent, parents first."""
    pending = [(tree.root_node, None)]
    while pending:
        node, parent = pending.pop()
        yield node, parent
        pending += [(child, node) for child in node.children]


def is_statement(node, parent) -> bool:
    if parent is None or not node.is_named or node.type in EXTRAS:
        return False
    if parent.type in BLOCKS:
        return True
    return parent.type in HANDLERS and node.type not in BLOCKS and not (parent.type == "claim" and node.type != "command")


def comparison(repository: str):
    folder = f"{repository}/editors/tree-sitter-belay"
    check_that_the_parser_is_of_the_grammar(folder)
    grammar = language(folder)
    check_queries(folder, grammar)
    parser = tree_sitter.Parser(grammar)

    def compare(text: bytes, entry):
        tree = parser.parse(text)
        if not entry["isValid"]:
            name = os.path.basename(entry["path"])
            if not tree.root_node.has_error and not is_passed(name):
                yield f"1: no error is found: {entry['codes']}"
            return
        found = {"statements": [], "phrases": [], "commands": [], "texts": [], "comments": []}
        tokens = []
        for node, parent in nodes(tree):
            span = (node.start_byte, node.end_byte)
            if node.type == "ERROR" or node.is_missing:
                yield f"{spans.line(text, span[0])}: error: {spans.shown(text, span)}"
            if is_statement(node, parent):
                found["statements"].append(span)
            if node.type + "s" in found and node.is_named:
                found[node.type + "s"].append(span)
            if node.type in TOKENS:
                tokens.append(span)
        texts = [s for s in entry["texts"] if not any(t[0] <= s[0] and s[1] <= t[1] for t in tokens)]
        for kind in found:
            yield from spans.differences(text, kind, texts if kind == "texts" else entry[kind], found[kind])
        yield from incremental_differences(parser, text, len(text))

    return compare
