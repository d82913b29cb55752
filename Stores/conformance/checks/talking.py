"""Lines: the first, requests, answers, errors, the end of the input."""
import json
import time

from wanting import want, want_equal, want_error


def first_line(store, folder):
    """The first line names protocol 1 and the store, and no query of the address."""
    greeting = store.open().greeting
    want_equal(greeting.get("protocol"), 1, "`protocol`")
    want(greeting.get("store"), "`store` is the kind of store")
    want(greeting.get("name") and "?" not in greeting["name"], "`name` is the address without what is after `?`")


def many_requests(store, folder):
    """Many requests are open at once, and each answer carries the id of its own."""
    program = store.open()
    ids = {}
    for number in range(200):
        ids[program.send({"change": {"put": [{"key": folder + str(number), "value": str(number)}]}})] = number
    for id in ids:
        want(program.answer(id).get("revision", 0) > 0, "each change is made")
    ids = {program.send({"read": folder + str(number)}): number for number in range(200)}
    for id, number in reversed(list(ids.items())):
        want_equal(program.answer(id).get("value"), str(number), "the value of key %d" % number)


def large_ids(store, folder):
    """An id is any whole number that Belay chooses."""
    program = store.open()
    for id in (0, 7, 2 ** 31, 2 ** 53 - 1):
        program.write(json.dumps({"id": id, "read": folder + "x"}).encode() + b"\n")
        want_equal(program.answer(id).get("revision"), 0, "the revision of a key that is not there")


def no_request(store, folder):
    """A line that is no request is answered by an error without an id, and the next line by its own answer."""
    program = store.open()
    for line in (b"", b"no JSON", b"[1]", b"{\"read\":\"x\"}", b"{\"id\":\"one\",\"read\":\"x\"}", b"{\"id\":5,\"read\":\"\xff\"}"):
        program.write(line + b"\n")
        want_error(program.answer(None), "invalid", "the line %r" % line)
    want_equal(program.read(folder + "x"), (None, 0), "a key that is not there")


def invalid_requests(store, folder):
    """A request that is not one of the protocol is `invalid`, and does nothing."""
    program = store.open()
    key = folder + "key"
    put = {"put": [{"key": key, "value": "x"}]}
    requests = [
        {}, {"read": key, "list": key}, {"read": 5}, {"read": ""}, {"list": key, "limit": 0}, {"list": key, "after": 5},
        {"watch": folder}, {"watch": folder, "after": -1}, {"watch": folder, "after": "x"}, {"change": []},
        {"change": {"put": [{"key": key}]}}, {"change": {"put": [{"key": "", "value": "x"}]}}, {"change": {"put": [{"key": key, "value": 5}]}},
        {"change": {"delete": [""]}}, {"change": put, "if": [{"key": key}]}, {"change": put, "if": [{"key": key, "revision": -1}]},
        {"change": put, "if": [{"key": "", "revision": 0}]}, {"change": dict(put, delete=[key])}, {"change": {"put": put["put"] * 2}},
        {"change": {"delete": [key, key]}},
    ]
    for request in requests:
        want_error(program.ask(request), "invalid", "the request %r" % request)
    want_equal(program.read(key), (None, 0), "nothing was changed: the key")


def unknown_members(store, folder):
    """Members that the program does not know are left alone."""
    program = store.open()
    answer = program.ask({"read": folder + "x", "later": {"a": [1]}, "colour": None})
    want_equal(answer.get("revision"), 0, "the revision of a key that is not there")


def end_of_input(store, folder):
    """At the end of the input what was asked is still answered, and then the program ends with status 0."""
    program = store.open()
    ids = [program.send({"change": {"put": [{"key": folder + str(number), "value": "x"}]}}) for number in range(20)]
    program.end_input()
    for id in ids:
        want(program.answer(id).get("revision", 0) > 0, "each change is made")
    want_equal(program.status(), 0, "the status")


def cut_off_line(store, folder):
    """What precedes the end of the input without a newline is no request."""
    program = store.open()
    key = folder + "key"
    program.write(json.dumps({"id": 1, "change": {"put": [{"key": key, "value": "x"}]}}).encode())
    program.end_input()
    want_equal(program.status(), 0, "the status")
    want_equal(program.waiting(1), [], "answers")
    want_equal(store.open().read(key), (None, 0), "the key")


def end_with_watches(store, folder):
    """Watches do not keep the program when its input has ended."""
    program = store.open()
    _, revision = program.read(folder + "x")
    for _ in range(3):
        program.watch(folder, revision)
    start = time.monotonic()
    program.end_input()
    want_equal(program.status(), 0, "the status")
    want(time.monotonic() - start < 5, "it ends at once")
