"""Watches: each change once and in order."""
import threading
import time

from program import Unanswered
from wanting import want, want_done, want_equal


def events(store, folder):
    """A watch says that it has begun, and then each change after its revision, a deletion without a value."""
    program, writer = store.open(), store.open()
    start = want_done(writer.put(folder + "before", "x"), "a change before")
    watch = program.watch(folder, start)
    put = want_done(writer.put(folder + "key", "1"), "a put")
    again = want_done(writer.put(folder + "key", "1"), "the same put")
    deleted = want_done(writer.change(delete=[folder + "key"]), "a deletion")
    wanted = [{"key": folder + "key", "value": "1", "revision": put}, {"key": folder + "key", "value": "1", "revision": again},
              {"key": folder + "key", "revision": deleted}]
    want_equal(program.events(watch, 3), wanted, "the changes")
    want_equal(program.waiting(watch), [], "anything more")


def past_changes(store, folder):
    """Changes that were made before the watch was asked for are told, too."""
    writer = store.open()
    made = [want_done(writer.put(folder + "key", str(number)), "a change") for number in range(50)]
    for skipped in (0, 10, 49):
        watch = writer.watch(folder, made[skipped])
        found = writer.events(watch, 49 - skipped) if skipped < 49 else []
        want_equal([event["revision"] for event in found], made[skipped + 1:], "the revisions after change %d" % skipped)


def only_below(store, folder):
    """A watch tells of the keys that begin with its prefix and of no others."""
    program = store.open()
    start = want_done(program.put(folder + "first", "x"), "a change")
    watches = {prefix: program.watch(folder + prefix, start) for prefix in ("", "a", "a/", "b")}
    for name in ("a", "a/x", "ab", "b", "a/y", "c"):
        want_done(program.put(folder + name, name), "a change")
    for prefix, names in (("", ["a", "a/x", "ab", "b", "a/y", "c"]), ("a", ["a", "a/x", "ab", "a/y"]), ("a/", ["a/x", "a/y"]), ("b", ["b"])):
        found = [event["value"] for event in program.events(watches[prefix], len(names))]
        want_equal(found, names, "the changes below %r" % prefix)
    time.sleep(0.3)
    for prefix, watch in watches.items():
        want_equal(program.waiting(watch), [], "anything more below %r" % prefix)


def whole_changes(store, folder):
    """All keys of a change come in one line."""
    program, writer = store.open(), store.open()
    start = want_done(writer.put(folder + "first", "x"), "a change")
    watch = program.watch(folder, start)
    made = [want_done(writer.change(put={folder + "%03d" % key: "x" * 500 for key in range(128)}), "a change") for _ in range(20)]
    seen = []
    while len(seen) < len(made):
        line = [event["revision"] for event in program.answer(watch, "a line of the watch")["events"]]
        for revision in sorted(set(line)):
            want_equal(line.count(revision), 128, "the keys of a change in one line")
            seen.append(revision)
    want_equal(seen, made, "the changes")


def cancelling(store, folder):
    """After a cancel nothing more comes of a watch, and its id can be used again."""
    program, writer = store.open(), store.open()
    start = want_done(writer.put(folder + "key", "x"), "a change")
    for turn in range(5):
        watch = program.watch(folder, start)
        ids = [writer.send({"change": {"put": [{"key": folder + "key", "value": str(number)}]}}) for number in range(30)]
        want_equal(set(program.ask({"cancel": watch})), {"id"}, "the members of the answer")
        known = len(program.waiting(watch))
        for id in ids:
            want_done(writer.answer(id), "a change")
        time.sleep(0.1)
        want_equal(len(program.waiting(watch)), known, "the lines of a watch that was cancelled")
    program.write(b'{"id":900,"watch":"%s","after":%d}\n{"id":901,"cancel":900}\n{"id":900,"watch":"%s","after":%d}\n' % (
        folder.encode(), start, folder.encode(), start))
    want_equal(program.answer(901), {"id": 901}, "the answer to the cancel")
    lines = [program.answer(900)]
    while "events" not in lines[-1]:
        lines.append(program.answer(900))
    want_equal([line.get("watching") for line in lines if "watching" in line][-1:], [start], "the second watch has begun")
    revisions = [event["revision"] for line in lines if "events" in line for event in line["events"]]
    want_equal(revisions, sorted(set(revisions)), "its revisions, each once")


def cancelling_nothing(store, folder):
    """A cancel of what is not watched is answered, too."""
    want_equal(set(store.open().ask({"cancel": 12345})), {"id"}, "the members of the answer")


def many_watches(store, folder):
    """A program has many watches at once, next to its other requests."""
    program = store.open()
    start = want_done(program.put(folder + "first", "x"), "a change")
    watches = [program.watch("%s%02d/" % (folder, number), start) for number in range(30)]
    for number in reversed(range(30)):
        want_done(program.put("%s%02d/key" % (folder, number), str(number)), "a change")
    for number, watch in enumerate(watches):
        want_equal([event["value"] for event in program.events(watch, 1)], [str(number)], "the change of watch %d" % number)


def no_gap(store, folder):
    """No change is missing and none comes twice while several programs write."""
    watcher = store.open()
    start = want_done(watcher.put(folder + "first", "x"), "a change")
    watch = watcher.watch(folder, start)
    made, faults = [], []

    def write(program, name):
        try:
            for number in range(100):
                key = folder + name + str(number % 3)
                answer = program.change(delete=[key]) if number % 7 == 6 else program.put(key, str(number))
                made.append((want_done(answer, "a change"), key))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=[store.open(), name]) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault
    found = watcher.events(watch, 300)
    want_equal([(event["revision"], event["key"]) for event in found], sorted(made), "the changes")
    late = store.open()
    want_equal(late.events(late.watch(folder, start), 300), found, "the changes as a later watch tells them")


def soon(store, folder):
    """A change is told of at once."""
    program, writer = store.open(), store.open()
    start = want_done(writer.put(folder + "key", "x"), "a change")
    watch = program.watch(folder, start)
    longest = 0
    for number in range(20):
        want_done(writer.put(folder + "key", str(number)), "a change")
        begun = time.monotonic()
        try:
            program.events(watch, 1, patience=5)
        except Unanswered:
            want(False, "the change is told of within five seconds")
        longest = max(longest, time.monotonic() - begun)
    store.note("after %.0fms at most" % (longest * 1000))
