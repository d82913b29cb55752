"""The store is restarted in the midst of it."""
import threading
import time

from wanting import want, want_equal

WRITES = 400
RESTARTS = 3


def _write(program, folder, made, slowest, end, faults):
    """Counts up in one key, and finds out what became of a change that may have been made."""
    try:
        number, revision = 0, 0
        while not end.is_set() or number < WRITES:
            start = time.monotonic()
            answer = program.put(folder + "key", str(number + 1), revision=revision)
            slowest.append(time.monotonic() - start)
            if "error" in answer:
                want(answer["kind"] in ("unavailable", "unknown"), "a restarted store is no other error: %r" % answer)
                value, found = _read_patiently(program, folder + "key", slowest)
                if value != str(number + 1):
                    want_equal(found, revision, "the revision after a change that was not made")
                    continue
                want_equal(answer["kind"], "unknown", "the kind of error of a change that was made")
                revision = found
            else:
                want("conflict" not in answer, "nobody else writes: %r" % answer)
                revision = answer["revision"]
            number += 1
            made.append({"key": folder + "key", "value": str(number), "revision": revision})
    except Exception as error:
        faults.append(error)


def _read_patiently(program, key, slowest):
    deadline = time.monotonic() + 60
    while True:
        start = time.monotonic()
        answer = program.ask({"read": key})
        slowest.append(time.monotonic() - start)
        if "error" not in answer:
            return answer.get("value"), answer["revision"]
        want_equal(answer["kind"], "unavailable", "the kind of error of a read: %r" % answer["error"])
        want(time.monotonic() < deadline, "the store is there again within a minute")
        time.sleep(0.1)


def watches_over_restarts(store, folder):
    """A watch lives over restarts of the store without a gap or a repetition, and every request is answered in ten seconds."""
    writer, watcher = store.open(), store.open()
    _, start = _now(watcher, folder)
    watch = watcher.watch(folder, start)
    made, slowest, end, faults = [], [], threading.Event(), []
    thread = threading.Thread(target=_write, args=[writer, folder, made, slowest, end, faults])
    thread.start()
    for _ in range(RESTARTS):
        time.sleep(0.5)
        store.restart()
    end.set()
    thread.join()
    for fault in faults:
        raise fault
    want_equal(watcher.events(watch, len(made), patience=60), made, "the changes that were told")
    # A busy machine may need a little more.
    want(max(slowest) < 12, "every request is answered in ten seconds: one took %.1f" % max(slowest))
    store.note("%d changes over %d restarts, the slowest in %.1fs" % (len(made), RESTARTS, max(slowest)))


def _now(program, folder):
    answer = program.ask({"list": folder})
    return answer["entries"], answer["revision"]
