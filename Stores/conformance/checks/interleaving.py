"""Random requests of several programs at once, held against the model."""
import bisect
import random
import threading
import time

import model
from program import change
from wanting import want, want_done, want_equal

PROGRAMS = 4
# Of all programs together, however slow the machine is.
LEAST = 400
LONGEST = 60


class _Asked:
    """A request, when it was sent and answered, and the last revision that anybody knew of before."""

    def __init__(self, request, earliest, puts={}, deletions=(), conditions={}):
        self.request, self.puts, self.deletions, self.conditions = request, puts, deletions, conditions
        self.earliest, self.sent, self.came, self.answer = earliest, 0, 0, None

    def is_made(self):
        return bool(self.puts) and "revision" in self.answer


class _Known:
    """The last revision that anybody was told: whatever is asked later is answered at that one or a later one."""

    def __init__(self, revision):
        self.lock, self.last = threading.Lock(), revision

    def reach(self, revision):
        with self.lock:
            self.last = max(self.last, revision)


def _request(dice, keys, seen, known):
    kind = dice.choice(["read", "list", "change", "change", "change"])
    if kind == "read":
        return _Asked({"read": dice.choice(keys)}, known.last)
    if kind == "list":
        return _Asked({"list": dice.choice(keys)[:-dice.randrange(2) or None]}, known.last)
    named = dice.sample(keys, dice.randrange(1, len(keys)))
    cut = dice.randrange(1, len(named) + 1)
    puts = {key: "%d" % dice.randrange(1000) for key in named[:cut]}
    conditions = {key: dice.choice([seen.get(key, 0)] * 9 + [0, 1]) for key in dice.sample(keys, dice.randrange(3))}
    return _Asked(change(puts, named[cut:], conditions), known.last, puts, named[cut:], conditions)


def _learn(asked, seen, known):
    """Takes revisions out of an answer."""
    answer = asked.answer
    want("error" not in answer, "%r: %r" % (asked.request, answer))
    entries = answer.get("entries", []) + answer.get("conflict", [])
    for entry in entries:
        seen[entry["key"]] = entry["revision"]
    for key in asked.puts if "revision" in answer else []:
        seen[key] = answer["revision"]
    known.reach(max([answer.get("revision", 0)] + [entry["revision"] for entry in entries]))


def _work(program, dice, keys, known, end, all_asked, faults):
    seen = {}
    try:
        while time.monotonic() < end or len(all_asked) < LEAST and time.monotonic() < end + LONGEST and not faults:
            batch = [_request(dice, keys, seen, known) for _ in range(dice.choice([1, 1, 3]))]
            ids = []
            for asked in batch:
                asked.sent = time.monotonic()
                ids.append(program.send(asked.request))
            for asked, id in zip(batch, ids):
                asked.answer = program.answer(id)
                asked.came = time.monotonic()
            for asked in batch:
                _learn(asked, seen, known)
            all_asked.extend(batch)
    except Exception as error:
        faults.append(error)


class _Bounds:
    """What an answer may show at the latest: no change that was sent after it had come."""

    def __init__(self, made):
        made = sorted(made, key=lambda asked: asked.sent)
        self.times = [asked.sent for asked in made]
        self.first = [float("inf")]
        for asked in reversed(made):
            self.first.append(min(self.first[-1], asked.answer["revision"]))
        self.first.reverse()

    def latest(self, asked):
        return self.first[bisect.bisect_right(self.times, asked.came)] - 1


def _check(asked, history, latest):
    """The answer follows from what the store was at a revision between those two."""
    answer, request = asked.answer, asked.request
    states = history.between(asked.earliest, latest)
    if "read" in request:
        key = request["read"]
        found = {model.revision_of(state, key): state.get(key, (None, 0))[0] for state in states}
        want(answer["revision"] in found, "reading %s gave a revision that it did not have then: %r" % (key, answer))
        want_equal(answer.get("value"), found[answer["revision"]], "what was read of %s" % key)
    elif "list" in request:
        want(asked.earliest <= answer["revision"] <= latest, "the revision of a list is not of its time: %r" % answer)
        want_equal(answer["entries"], model.entries_of(history.at(answer["revision"]), request["list"]), "a list at its revision")
    elif "conflict" in answer:
        possible = [model.conflict_in(state, asked.conditions) for state in states]
        conflict = sorted(answer["conflict"], key=lambda entry: entry["key"])
        want(conflict and conflict in possible, "a conflict that never was: %r, for %r" % (conflict, request))
    else:
        want(model.holds(history.before(answer["revision"]), asked.conditions), "a change whose conditions did not hold: %r" % request)
        want(asked.earliest < answer["revision"] <= latest, "the revision of a change is not of its time: %r" % answer)


def _begun(program, folder):
    """The revision of an empty folder."""
    want_done(program.put(folder + "first", "x"), "a change")
    want_done(program.change(delete=[folder + "first"]), "its deletion")
    return program.ask({"list": folder})["revision"]


def random_interleavings(store, folder):
    """Whatever several programs ask at once is answered as if it was done one after the other."""
    dice = random.Random(store.random.random())
    keys = [folder + name for name in ("a", "a1", "b", "c", "c/d", "c/d\U0001f600")]
    watcher, all_asked, faults = store.open(), [], []
    start = _begun(watcher, folder)
    watch, known = watcher.watch(folder, start), _Known(start)
    programs = [store.open() for _ in range(PROGRAMS)]
    end = time.monotonic() + store.seconds
    threads = [threading.Thread(target=_work, args=[program, random.Random(dice.random()), keys, known, end, all_asked, faults])
               for program in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault
    made = [asked for asked in all_asked if asked.is_made()]
    history = model.Model([(asked.answer["revision"], asked.puts, asked.deletions) for asked in made])
    bounds = _Bounds(made)
    for asked in all_asked:
        _check(asked, history, bounds.latest(asked))
    model.check_order(watcher.events(watch, len(history.events)), history)
    want_equal(watcher.all(folder), model.entries_of(history.states[-1], folder), "what is there at the end")
    store.note("%d requests, %d changes, %d conflicts" % (
        len(all_asked), len(made), sum("conflict" in asked.answer for asked in all_asked)))
