"""The TextMate grammar, read by a small tokenizer: commands, texts and comments must be where Belay's own parser has them, and
every statement that begins with a word must have a scope at its beginning that says so."""

import json

import onigurumacffi

import spans

HEADS = ("keyword.control", "keyword.declaration", "entity.name.function")
# The strings of an index, and names in words: one scope of the grammar.
VARIABLES = "variable.other"


class Rule:
    """A pattern with the patterns inside it, compiled when it is first needed."""

    def __init__(self, data, grammar):
        self.data, self.grammar, self.set = data, grammar, None

    def children(self):
        """The patterns that are tried inside it, with includes and bare lists resolved, in order."""
        if self.set is None:
            self.rules = list(self.flat(self.data.get("patterns", [])))
            patterns = [self.data["end"]] if "end" in self.data else []
            patterns += [rule.data.get("match") or rule.data["begin"] for rule in self.rules]
            self.set = onigurumacffi.compile_regset(*patterns)
        return self.set

    def flat(self, patterns):
        for data in patterns:
            if "include" in data:
                data = self.grammar["repository"][data["include"][1:]]
            if "match" in data or "begin" in data:
                yield self.rule(data)
            else:
                yield from self.flat(data["patterns"])

    def rule(self, data):
        rules = self.grammar["rules"]
        if id(data) not in rules:
            rules[id(data)] = Rule(data, self.grammar)
        return rules[id(data)]


class Tokenizer:
    """Scopes of a text as (name, start, end), in bytes."""

    def __init__(self, grammar):
        self.root = Rule({"patterns": grammar["patterns"]}, grammar)

    def scopes(self, text: bytes):
        self.found = []
        # The rule, where it began, and where its content began.
        self.stack = [(self.root, 0, 0)]
        offset = 0
        # One character a byte, so that positions are those of bytes.
        for line in text.decode("latin-1").splitlines(keepends=True) if b"\x0b" not in text else []:
            self.line(line, offset)
            offset += len(line)
        for rule, start, content in self.stack[1:]:
            self.close(rule, start, content, offset, offset)
        return self.found

    def line(self, line: str, offset: int):
        position, seen = 0, set()
        while position <= len(line):
            rule, start, content = self.stack[-1]
            index, match = rule.children().search(line, position)
            if match is None:
                return
            begin, end = match.start(), match.end()
            has_end = "end" in rule.data
            if has_end and index == 0:
                self.stack.pop()
                self.captures(rule.data.get("endCaptures"), match, offset)
                self.close(rule, start, content, offset + begin, offset + end)
            else:
                child = rule.rules[index - has_end]
                if "match" in child.data:
                    self.add(child.data.get("name"), offset + begin, offset + end)
                    self.captures(child.data.get("captures"), match, offset)
                else:
                    self.captures(child.data.get("beginCaptures"), match, offset)
                    self.stack.append((child, offset + begin, offset + end))
            # Nothing is done twice at one place without a step.
            step = (end, len(self.stack), id(self.stack[-1][0]))
            position = end if step not in seen else end + 1
            seen.add(step)

    def close(self, rule, start, content, content_end, end):
        self.add(rule.data.get("name"), start, end)
        self.add(rule.data.get("contentName"), content, content_end)

    def captures(self, names, match, offset):
        # A group that took no part has no characters.
        for group, data in (names or {}).items():
            if match.end(int(group)) > match.start(int(group)):
                self.add(data["name"], offset + match.start(int(group)), offset + match.end(int(group)))

    def add(self, name, start, end):
        if name:
            self.found.append((name, start, end))


def comparison(repository: str):
    with open(f"{repository}/editors/vscode/syntaxes/belay.tmLanguage.json") as file:
        grammar = json.load(file)
    grammar["rules"] = {}
    tokenizer = Tokenizer(grammar)

    def compare(text: bytes, entry):
        scopes = tokenizer.scopes(text)
        if not entry["isValid"]:
            return
        signs = sorted(start for name, start, _ in scopes if name.startswith("keyword.operator.sign"))
        commands = [(start, end) for name, start, end in scopes if name == "meta.command.belay"]
        for name, start, end in scopes:
            before = [sign for sign in signs if sign < start]
            if name == "meta.embedded.line.shell.belay" and before and not text[before[-1] + 1 : start].strip(b" \t\\\r\n"):
                commands.append((before[-1], end))
        inside = commands + [(start, end) for name, start, end in scopes if name.startswith((VARIABLES, "meta.embedded"))]
        texts = [s for s in entry["texts"] if not any(t[0] <= s[0] and s[1] <= t[1] for t in inside)]
        strings = [(s, e) for name, s, e in scopes if name.startswith("string.") and ".shell" not in name]
        comments = [(s, e) for name, s, e in scopes if name.startswith("comment.")]
        yield from spans.differences(text, "command", entry["commands"], commands)
        yield from spans.differences(text, "text", texts, strings)
        yield from spans.differences(text, "comment", entry["comments"], comments)
        heads = {start for name, start, _ in scopes if name.startswith(HEADS)}
        for start, end in entry["statements"]:
            if text[start : start + 1].isalpha() and start not in heads:
                yield f"{spans.line(text, start)}: no scope begins at the statement {spans.shown(text, (start, end))}"

    return compare
