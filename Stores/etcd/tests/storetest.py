"""What the tests of belay-store-etcd share."""
import os
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "conformance"))

from program import Program  # noqa: E402

PROGRAM = os.environ["BELAY_STORE_ETCD"]
# The protocol's ten seconds, and something for a busy machine.
LONGEST = 12


class StoreTest(unittest.TestCase):
    def open(self, url, **environment):
        program = Program([PROGRAM, url], environment)
        self.addCleanup(program.kill)
        return program

    def refused(self, kind, url, **environment):
        """The words with which the program ends at once."""
        start = time.monotonic()
        program = self.open(url, **environment)
        self.assertEqual(program.greeting.get("kind"), kind, program.greeting)
        self.assertEqual(program.status(), 1)
        self.assertLess(time.monotonic() - start, LONGEST)
        return program.greeting["error"]

    def asked(self, program, request):
        """The answer, which has to come in time."""
        start = time.monotonic()
        answer = program.ask(request)
        self.assertLess(time.monotonic() - start, LONGEST, answer)
        return answer

    def put(self, program, key, value):
        return self.asked(program, {"change": {"put": [{"key": key, "value": value}]}})

    def put_patiently(self, program, key, value):
        """Counts on the store being there again within half a minute, as Belay does."""
        deadline = time.monotonic() + 30
        while "revision" not in (answer := self.put(program, key, value)):
            self.assertIn(answer["kind"], ("unavailable", "unknown"), answer)
            self.assertLess(time.monotonic(), deadline, answer)
        return answer["revision"]
