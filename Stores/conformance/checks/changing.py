"""Changes: all or nothing, if each key has its revision."""
import threading

from wanting import want, want_done, want_equal, want_error


def growing_revisions(store, folder):
    """A revision grows with each change, and all keys of a change have the revision of its answer."""
    program = store.open()
    last = 0
    for number in range(10):
        keys = {folder + "a": str(number), folder + "b%d" % number: "x"}
        revision = want_done(program.change(put=keys), "a change")
        want(revision > last, "the revision %d comes after %d" % (revision, last))
        for key in keys:
            want_equal(program.read(key)[1], revision, "the revision of %s" % key)
        last = revision
    want(program.read(folder + "b0")[1] < last, "a key that was not changed keeps its revision")


def same_value(store, folder):
    """A value that is put again is a change."""
    program = store.open()
    first = want_done(program.put(folder + "key", "x"), "the first change")
    second = want_done(program.put(folder + "key", "x"), "the second change")
    want(second > first, "the revision has grown")
    want_equal(program.read(folder + "key"), ("x", second), "the key")


def only_if_missing(store, folder):
    """The revision 0 stands for a key that is not there."""
    program = store.open()
    key = folder + "key"
    revision = want_done(program.put(key, "mine", revision=0), "the first that makes it")
    answer = program.put(key, "theirs", revision=0)
    want_equal(answer.get("conflict"), [{"key": key, "value": "mine", "revision": revision}], "the conflict of the second")
    want_done(program.change(delete=[key], conditions={key: revision}), "a deletion")
    want_done(program.put(key, "again", revision=0), "a key that was deleted is not there")


def conflicts(store, folder):
    """A conflict names the keys whose revision is another one, as they are, and nothing was changed."""
    program = store.open()
    a, b, c, d = (folder + name for name in "abcd")
    old = want_done(program.put(a, "1"), "a")
    new = want_done(program.change(put={a: "2", b: "1"}), "a and b")
    answer = program.change(put={a: "3", d: "x"}, delete=[b], conditions={a: old, b: new, c: 5, d: 0})
    wanted = [{"key": a, "value": "2", "revision": new}, {"key": c, "revision": 0}]
    want_equal(sorted(answer.get("conflict", []), key=lambda entry: entry["key"]), wanted, "the conflict")
    want("revision" not in answer, "a conflict has no revision of its own")
    found = {entry["key"]: entry["value"] for entry in program.all(folder)}
    want_equal(found, {a: "2", b: "1"}, "what is there")


def recreated_key(store, folder):
    """A key that was deleted and made again does not have its old revision."""
    program = store.open()
    key = folder + "key"
    old = want_done(program.put(key, "x"), "the key")
    want_done(program.change(delete=[key]), "its deletion")
    new = want_done(program.put(key, "x"), "the key again")
    want_equal(program.put(key, "y", revision=old).get("conflict"), [{"key": key, "value": "x", "revision": new}], "the conflict")


def puts_and_deletions(store, folder):
    """A change puts and deletes at once, and a deletion of what is not there is no error."""
    program = store.open()
    a, b, c = (folder + name for name in "abc")
    want_done(program.put(a, "x"), "a")
    want_done(program.change(put={b: "y"}, delete=[a, c]), "the change")
    want_equal([program.read(key)[0] for key in (a, b, c)], [None, "y", None], "a, b and c")
    want_done(program.change(delete=[a, c]), "a deletion of nothing")
    want_done(program.change(put={a: "x", c: "z"}, delete=[b]), "the change back")
    want_done(program.change(delete=[a, c]), "two deletions")
    want_equal(program.all(folder), [], "what is left")


def conditions_on_others(store, folder):
    """The keys that are compared need not be those that are changed."""
    program = store.open()
    holder, record = folder + "holder", folder + "record"
    mine = want_done(program.put(holder, "me"), "the holder")
    want_done(program.change(put={record: "1"}, conditions={holder: mine, record: 0}), "an append")
    want_done(program.put(holder, "you"), "another holder")
    answer = program.change(put={record: "2"}, conditions={holder: mine})
    want_equal([entry["value"] for entry in answer.get("conflict", [])], ["you"], "the conflict of a stale append")
    want_equal(program.read(record)[0], "1", "the record")


def check_only(store, folder):
    """A change that changes nothing says by its revision that all keys have theirs, or by a conflict that they have not."""
    program = store.open()
    revision = want_done(program.put(folder + "key", "x"), "the key")
    answer = program.ask({"change": {}, "if": [{"key": folder + "key", "revision": revision}]})
    want(want_done(answer, "the check") >= revision, "its revision is that of the store")
    answer = program.ask({"change": {}, "if": [{"key": folder + "key", "revision": revision + 1}]})
    want_equal(answer.get("conflict"), [{"key": folder + "key", "value": "x", "revision": revision}], "the conflict")
    want_equal(program.read(folder + "key"), ("x", revision), "the key")


def many_operations(store, folder):
    """A change has up to 128 operations and as many conditions, and more are `invalid`."""
    program = store.open()
    keys = [folder + "%03d" % number for number in range(129)]
    puts = {key: "x" for key in keys[:100]}
    revision = want_done(program.change(put=puts, delete=keys[100:128], conditions={key: 0 for key in keys[:128]}), "128")
    want_equal({entry["revision"] for entry in program.all(folder)}, {revision}, "the revisions of all")
    want_equal(len(program.all(folder)), 100, "the number of keys")
    want_error(program.change(put={key: "y" for key in keys}), "invalid", "129 operations")
    want_error(program.change(put={keys[0]: "y"}, conditions={key: 0 for key in keys}), "invalid", "129 conditions")
    want_equal(program.read(keys[0]), ("x", revision), "a key")


def seen_by_others(store, folder):
    """What is answered is seen by every other program at once."""
    programs = [store.open() for _ in range(3)]
    for number in range(60):
        writer, reader = programs[number % 3], programs[(number + 1) % 3]
        revision = want_done(writer.put(folder + "key", str(number)), "a change")
        want_equal(reader.read(folder + "key"), (str(number), revision), "what another one reads")
        want_equal([entry["value"] for entry in reader.all(folder)], [str(number)], "what another one lists")


def one_wins(store, folder):
    """Of several programs that make a key, one does."""
    programs = [store.open() for _ in range(4)]
    for turn in range(10):
        key = folder + str(turn)
        asked = [(program, program.send({"change": {"put": [{"key": key, "value": str(number)}]}, "if": [{"key": key, "revision": 0}]}))
                 for number, program in enumerate(programs)]
        answers = [program.answer(id) for program, id in asked]
        winners = [number for number, answer in enumerate(answers) if "revision" in answer]
        want_equal(len(winners), 1, "the number of winners")
        held = {"key": key, "value": str(winners[0]), "revision": answers[winners[0]]["revision"]}
        for number, answer in enumerate(answers):
            if number != winners[0]:
                want_equal(answer.get("conflict"), [held], "the conflict of a loser")


def counting(store, folder):
    """Nothing is lost where several programs count in one key."""
    key = folder + "count"
    want_done(store.open().put(key, "0"), "the beginning")
    counted = []

    def count(program):
        mine = 0
        while mine < 25:
            value, revision = program.read(key)
            mine += "revision" in program.put(key, str(int(value) + 1), revision=revision)
        counted.append(mine)

    threads = [threading.Thread(target=count, args=[store.open()]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    want_equal(counted, [25] * 4, "what each has counted")
    want_equal(store.open().read(key)[0], "100", "the count")
