"""Keys and values: any text."""
from wanting import want_done, want_equal

TEXTS = [
    "", " ", "x", "\"quoted\" 'and' \\ back\\slashes", "lines\nand\r\nreturns\r", "a\ttab", "\u0000 a NUL \u0000", "".join(map(chr, range(128))),
    "ü and u\u0308", "\u2028 \u2029 \u0085 \ufeff", "\U0001f600 \U00010000 \U0010ffff \ud7ff \ue000 \uffff", "{\"id\":1,\"read\":\"x\"}",
    "ключ 鍵 مفتاح", "%2F%00 $HOME `x` ${y} </script>", "\u0000", "=====", "ends with a newline\n",
]


def values(store, folder):
    """A value is any text: quotes, newlines, U+0000, characters beyond U+FFFF, nothing at all."""
    program, other = store.open(), store.open()
    revision = want_done(program.put(folder + "first", "x"), "a first value")
    watch = other.watch(folder, revision)
    for number, text in enumerate(TEXTS):
        key = folder + "%03d" % number
        made = want_done(program.put(key, text), "a value")
        want_equal(program.read(key), (text, made), "the value as it is read")
        want_equal(other.events(watch, 1), [{"key": key, "value": text, "revision": made}], "the value as it is watched")
        conflict = program.put(key, "another", revision=0).get("conflict")
        want_equal(conflict, [{"key": key, "value": text, "revision": made}], "the value in a conflict")
    listed = [entry["value"] for entry in other.all(folder + "0")]
    want_equal(listed, TEXTS, "the values as they are listed")


def keys(store, folder):
    """A key is any text but the empty one, and two texts are two keys if their bytes differ."""
    program = store.open()
    names = [text for text in TEXTS if text] + ["/", "//", "a/", "a//b", "../x", ".", "ü", "u\u0308"]
    made = {folder + name: want_done(program.put(folder + name, name), "the key %r" % name) for name in names}
    for key, revision in made.items():
        want_equal(program.read(key), (key[len(folder):], revision), "what the key %r holds" % key)
    listed = [entry["key"] for entry in program.all(folder)]
    want_equal(listed, sorted(made, key=str.encode), "the keys in the order of their bytes")


def both_spellings(store, folder):
    """Two spellings of one character are two keys of one change."""
    program = store.open()
    composed, decomposed = folder + "\u00fc", folder + "u\u0308"
    want_done(program.change(put={composed: "1", decomposed: "2"}), "the change")
    want_equal([program.read(composed)[0], program.read(decomposed)[0]], ["1", "2"], "the two values")


def large_value(store, folder):
    """A value may have a megabyte."""
    program, other = store.open(), store.open()
    text = ("\U0001f600 is a smile, \"quoted\"\n" * 40_000).encode()[:1_000_000].decode(errors="ignore")
    store.note("%d bytes" % len(text.encode()))
    revision = want_done(program.put(folder + "large", text), "the change")
    want_equal(other.read(folder + "large"), (text, revision), "the value")
    watch = other.watch(folder, revision - 1)
    want_equal(other.events(watch, 1)[0]["value"], text, "the value as it is watched")
