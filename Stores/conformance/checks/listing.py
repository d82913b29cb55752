"""Lists: in order, in pages, as all of it was at one revision."""
import time

from program import change
from wanting import want, want_done, want_equal


def order_and_prefix(store, folder):
    """A list has the keys that begin with the prefix, in the order of their bytes, with value and revision."""
    program = store.open()
    names = ["a", "a/", "a/b", "a/b/c", "a0", "A", "Z", "ab", "a\u0000", "b", "a/\U0001f600", "a/\uffff", "a/\u00fc", "a/\u007f"]
    made = {folder + name: (name, want_done(program.put(folder + name, name), "a key")) for name in names}
    for prefix in ("", "a", "a/", "a/b", "b", "c", "a/\U0001f600"):
        answer = program.ask({"list": folder + prefix})
        found = [(entry["key"], (entry["value"], entry["revision"])) for entry in answer.get("entries", [])]
        wanted = sorted(((key, held) for key, held in made.items() if key.startswith(folder + prefix)), key=lambda item: item[0].encode())
        want_equal(found, wanted, "what is below %r" % prefix)
        want_equal(answer.get("more"), False, "`more` of %r" % prefix)


def pages(store, folder):
    """`limit` and `after` make pages, and `more` says whether anything is left."""
    program = store.open()
    names = [folder + "%02d" % number for number in range(10)]
    want_done(program.change(put={name: name for name in names}), "ten keys")
    for limit in (1, 3, 5, 10, 11):
        found, after = [], None
        while True:
            request = {"list": folder, "limit": limit}
            if after:
                request["after"] = after
            answer = program.ask(request)
            page = [entry["key"] for entry in answer["entries"]]
            want(len(page) <= limit, "a page of %d has no more entries: %d" % (limit, len(page)))
            found += page
            want_equal(answer["more"], len(found) < len(names), "`more` after %d of ten with a limit of %d" % (len(found), limit))
            if not answer["more"]:
                break
            after = page[-1]
        want_equal(found, names, "all pages of %d" % limit)


def after_any_key(store, folder):
    """`after` need not be there, and what is not behind it is not listed."""
    program = store.open()
    want_done(program.change(put={folder + name: name for name in "bdf"}), "three keys")
    for after, wanted in (("a", "bdf"), ("b", "df"), ("b\u0000", "df"), ("c", "df"), ("f", ""), ("z", "")):
        answer = program.ask({"list": folder, "after": folder + after})
        want_equal("".join(entry["value"] for entry in answer["entries"]), wanted, "what is after %r" % after)
    before, behind = "a", folder[:-1] + "~"
    want_equal(len(program.ask({"list": folder, "after": before})["entries"]), 3, "what is after a key before the prefix")
    want_equal(program.ask({"list": folder, "after": behind})["entries"], [], "what is after a key behind the prefix")


def keys_only(store, folder):
    """With `keys` the entries have no values."""
    program = store.open()
    revision = want_done(program.change(put={folder + "a": "x", folder + "b": ""}), "two keys")
    wanted = [{"key": folder + name, "revision": revision} for name in "ab"]
    want_equal(program.ask({"list": folder, "keys": True})["entries"], wanted, "the entries")
    want_equal(program.ask({"list": folder, "keys": False})["entries"][0].get("value"), "x", "the value without `keys`")


def everything(store, folder):
    """The empty prefix lists all of the store, and nothing that is outside of its address."""
    program = store.open()
    want_done(program.put(folder + "key", "x"), "a key")
    keys = [entry["key"] for entry in program.all("", keys=True)]
    want(folder + "key" in keys, "the key is among all of them")
    want_equal(keys, sorted(keys, key=str.encode), "all keys in order")


def one_moment(store, folder):
    """All entries of an answer held at its revision, while others change them."""
    program, writer = store.open(), store.open()
    names = [folder + "%03d" % number for number in range(100)]
    want_done(writer.change(put={name: "0" for name in names}), "a hundred keys")
    for number in range(1, 40):
        change_id = writer.send(change(put={name: str(number) for name in names}))
        list_id = program.send({"list": folder})
        answer = program.answer(list_id)
        values = {(entry["value"], entry["revision"]) for entry in answer["entries"]}
        want_equal(len(values), 1, "the number of changes that a list shows")
        want(values.pop()[1] <= answer["revision"], "the entries are not later than the list's revision")
        want_done(writer.answer(change_id), "a change")


def many_records(store, folder):
    """Ten thousand records are listed, each once and in order."""
    program = store.open()
    record = "{\"n\":%d,\"at\":\"2026-03-01T09:30:00.125Z\",\"kind\":\"outcome\",\"effect\":12,\"ending\":{\"exited\":0},\"tail\":\"" + "x" * 120
    names = ["%s%08d" % (folder, number) for number in range(10_000)]
    start = time.monotonic()
    ids = [program.send(change(put={name: record % number for number, name in enumerate(names[first:first + 100], first)}))
           for first in range(0, len(names), 100)]
    for id in ids:
        want_done(program.answer(id), "a hundred records")
    store.note("written in %.2fs" % (time.monotonic() - start))
    for title, more in (("in pages of 1000", {"limit": 1000}), ("at once", {})):
        start = time.monotonic()
        entries = program.all(folder, **more)
        store.note("listed %s in %.2fs" % (title, time.monotonic() - start))
        want_equal([entry["key"] for entry in entries], names, "the keys %s" % title)
        want_equal(entries[9_999]["value"], record % 9_999, "the last value")


def large_values(store, folder):
    """However large its values are a list comes to its end, though an answer may have fewer entries than there are."""
    program = store.open()
    for number in range(10):
        want_done(program.put(folder + "%02d" % number, chr(97 + number) * 900_000), "a large value")
    entries = program.all(folder)
    want_equal([(entry["key"], entry["value"][0], len(entry["value"])) for entry in entries],
               [(folder + "%02d" % number, chr(97 + number), 900_000) for number in range(10)], "the entries")
