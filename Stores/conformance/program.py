"""One store program: its lines written and read."""
import json
import os
import subprocess
import threading
import time

# The protocol gives it ten seconds; a busy machine a few more.
PATIENCE = 15


class Unanswered(Exception):
    pass


class Program:
    """A store program that runs. Answers are kept by the `id` that they carry, until they are asked for."""

    def __init__(self, words, environment=None):
        environment = dict(os.environ, **(environment or {}))
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment)
        self.condition = threading.Condition()
        self.answers = {}
        self.has_ended = False
        self.last_id = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.greeting = self.answer(None, "the first line")

    # Writing

    def send(self, request):
        """Sends a request with an id of its own, which it gives."""
        self.last_id += 1
        self.write(json.dumps(dict(request, id=self.last_id), ensure_ascii=self.last_id % 2 == 0).encode() + b"\n")
        return self.last_id

    def write(self, data):
        while data:
            data = data[self.process.stdin.write(data):]

    # Reading

    def _read(self):
        pieces = []
        while True:
            piece = self.process.stdout.read(1 << 16)
            pieces.append(piece)
            lines = []
            if b"\n" in piece:
                *lines, rest = b"".join(pieces).split(b"\n")
                pieces = [rest]
            with self.condition:
                for line in lines:
                    answer = json.loads(line.decode("utf-8", errors="strict"))
                    self.answers.setdefault(answer.get("id"), []).append(answer)
                self.has_ended = not piece
                self.condition.notify_all()
            if not piece:
                return

    def answer(self, id, what="an answer", patience=PATIENCE):
        """The next answer with this id; `None` for one without."""
        deadline = time.monotonic() + patience
        with self.condition:
            while not self.answers.get(id):
                left = deadline - time.monotonic()
                if self.has_ended:
                    raise Unanswered("the program has ended before %s" % what)
                if left <= 0:
                    raise Unanswered("%s has not come within %d seconds" % (what, patience))
                self.condition.wait(left)
            return self.answers[id].pop(0)

    def waiting(self, id):
        """Answers that have come and were not asked for."""
        with self.condition:
            return list(self.answers.get(id, []))

    # Both

    def ask(self, request):
        return self.answer(self.send(request), "the answer to %.200r" % request)

    def read(self, key):
        """The value, `None` where there is none, and its revision."""
        answer = self.ask({"read": key})
        if "error" in answer:
            raise Unanswered("reading %r: %s" % (key, answer["error"]))
        return answer.get("value"), answer["revision"]

    def put(self, key, value, revision=None):
        return self.change(put={key: value}, conditions={} if revision is None else {key: revision})

    def change(self, put={}, delete=[], conditions={}):
        return self.ask(change(put, delete, conditions))

    def all(self, prefix, **more):
        """All entries below a prefix, of as many answers as it takes."""
        entries = []
        while True:
            request = dict(more, list=prefix)
            if entries:
                request["after"] = entries[-1]["key"]
            answer = self.ask(request)
            if "error" in answer:
                raise Unanswered("listing %r: %s" % (prefix, answer["error"]))
            entries += answer["entries"]
            if not answer.get("more"):
                return entries

    def watch(self, prefix, after):
        """The id of a watch that has begun."""
        id = self.send({"watch": prefix, "after": after})
        answer = self.answer(id, "the beginning of a watch")
        if answer.get("watching") != after:
            raise Unanswered("expected \"watching\":%d, found %r" % (after, answer))
        return id

    def events(self, id, number, patience=PATIENCE):
        """The next so many changes of a watch, in one list."""
        events = []
        while len(events) < number:
            answer = self.answer(id, "change %d of %d of the watch" % (len(events) + 1, number), patience)
            if "events" not in answer:
                raise Unanswered("expected events, found %r" % answer)
            events += answer["events"]
        return events

    # Its end

    def end_input(self):
        self.process.stdin.close()

    def status(self, patience=PATIENCE):
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise Unanswered("the program has not ended within %d seconds after its input" % patience)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except OSError:
                pass


def change(put={}, delete=[], conditions={}):
    """The request of a change: values by their keys, keys, and revisions by their keys."""
    request = {"change": {}}
    if put:
        request["change"]["put"] = [{"key": key, "value": value} for key, value in put.items()]
    if delete:
        request["change"]["delete"] = list(delete)
    if conditions:
        request["if"] = [{"key": key, "revision": revision} for key, revision in conditions.items()]
    return request
