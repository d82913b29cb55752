"""What belay-store-etcd says when its cluster does not do what it should: python3 faults.py PROGRAM [CLASS OF TESTS]"""
import base64
import os
import sys
import time
import unittest

sys.dont_write_bytecode = True
os.environ["BELAY_STORE_ETCD"] = os.path.abspath(sys.argv.pop(1))

from cluster import Cluster, free_ports  # noqa: E402
from credentials import SecureTests, UserTests  # noqa: E402, F401
from storetest import StoreTest  # noqa: E402
from wire import Wire  # noqa: E402


class PlainTests(StoreTest):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()
        cls.addClassCleanup(cls.cluster.end)

    def test_a_killed_leader_is_replaced_and_no_change_is_missing(self):
        writer, watcher = self.open(self.cluster.url()), self.open(self.cluster.url())
        start = self.put_patiently(writer, "leader/key", "0")
        watch = watcher.watch("leader/", start)
        for number in range(1, 61):
            if number == 20:
                leader = self.cluster.leader
                leader.kill()
            if number == 40:
                self.cluster.start()
            self.put_patiently(writer, "leader/key", str(number))
        values = []
        while not values or values[-1] != "60":
            values += [event["value"] for event in watcher.events(watch, 1)]
        # One that was unknown may have been made, and then again.
        self.assertEqual(sorted(set(map(int, values))), list(range(1, 61)))
        self.assertEqual(values, sorted(values, key=int))

    def test_without_a_quorum_nothing_is_read_and_a_change_may_have_been_made(self):
        program, watcher = self.open(self.cluster.url()), self.open(self.cluster.url())
        start = self.put_patiently(program, "quorum/key", "before")
        watch = watcher.watch("quorum/", start)
        for member in self.cluster.members[:2]:
            member.kill()
        answer = self.asked(program, {"read": "quorum/key"})
        self.assertEqual(answer.get("kind"), "unavailable", answer)
        answer = self.put(program, "quorum/key", "between")
        self.assertIn(answer.get("kind"), ("unavailable", "unknown"), answer)
        late = self.refused("unavailable", self.cluster.url())
        self.assertIn("127.0.0.1", late)
        self.cluster.start()
        self.put_patiently(program, "quorum/key", "after")
        values = []
        while "after" not in values:
            values += [event["value"] for event in watcher.events(watch, 1, patience=30)]
        self.assertIn(values, (["after"], ["between", "after"]))

    def test_a_member_that_is_dead_or_frozen_is_passed_over(self):
        dead = "127.0.0.1:%d" % free_ports(1)[0]
        living = ["127.0.0.1:%d" % member.port for member in self.cluster.members]
        program = self.open(self.cluster.url(dead, living[0], living[1]))
        start = self.put_patiently(program, "frozen/key", "0")
        watch = program.watch("frozen/", start)
        frozen = self.cluster.members[0]
        frozen.freeze()
        try:
            values = [str(number) for number in range(1, 6)]
            for value in values:
                self.put_patiently(program, "frozen/key", value)
            begun = time.monotonic()
            self.assertEqual(self.put(program, "frozen/key", "6").get("error"), None)
            self.assertLess(time.monotonic() - begun, 2, "the frozen one is not asked again")
            told = []
            while "6" not in told:
                told += [event["value"] for event in program.events(watch, 1, patience=20)]
            self.assertEqual(sorted(set(told)), values + ["6"])
        finally:
            frozen.thaw()

    def test_a_watch_leaves_a_frozen_member_by_itself(self):
        first = self.cluster.members[0]
        url = self.cluster.url(*["127.0.0.1:%d" % member.port for member in self.cluster.members])
        writer, watcher = self.open(self.cluster.url("127.0.0.1:%d" % self.cluster.members[1].port)), self.open(url)
        start = self.put_patiently(writer, "alone/key", "0")
        watch = watcher.watch("alone/", start)
        first.freeze()
        try:
            self.put_patiently(writer, "alone/key", "1")
            self.assertEqual(watcher.events(watch, 1, patience=25)[0]["value"], "1")
        finally:
            first.thaw()

    def test_a_change_whose_answer_is_lost_is_unknown_and_made_once(self):
        wire = Wire(self.cluster.members[0].port)
        self.addCleanup(wire.close)
        program = self.open(self.cluster.url("127.0.0.1:%d" % wire.port, "127.0.0.1:%d" % self.cluster.members[1].port))
        start = self.put_patiently(program, "lost/key", "before")
        wire.loses_answers.set()
        answer = self.put(program, "lost/key", "once")
        self.assertEqual(answer.get("kind"), "unknown", answer)
        self.assertTrue(wire.lost.is_set())
        watch = program.watch("lost/", start)
        self.assertEqual([event["value"] for event in program.events(watch, 1)], ["once"])
        self.assertEqual(program.read("lost/key")[1], start + 1)
        self.assertEqual(program.waiting(watch), [])

    def test_a_watch_that_is_cut_resumes_where_it_was(self):
        wire = Wire(self.cluster.members[0].port)
        self.addCleanup(wire.close)
        other = "127.0.0.1:%d" % self.cluster.members[1].port
        writer, watcher = self.open(self.cluster.url(other)), self.open(self.cluster.url("127.0.0.1:%d" % wire.port, other))
        start = self.put_patiently(writer, "cut/key", "0")
        watch = watcher.watch("cut/", start)
        for number in range(1, 30):
            if number == 15:
                wire.loses_answers.set()
            self.put_patiently(writer, "cut/key", str(number))
        self.assertEqual([event["value"] for event in watcher.events(watch, 29)], [str(number) for number in range(1, 30)])
        self.assertTrue(wire.lost.is_set())

    def test_a_watch_of_compacted_changes_is_refused(self):
        program = self.open(self.cluster.url())
        first = self.put_patiently(program, "old/key", "1")
        last = self.put_patiently(program, "old/key", "2")
        self.cluster.ask("/v3/kv/compaction", {"revision": last})
        answer = self.asked(program, {"watch": "old/", "after": first - 1})
        if "watching" in answer:
            answer = program.answer(answer["id"])
        self.assertEqual(answer.get("kind"), "compacted", answer)
        self.assertEqual(program.read("old/key"), ("2", last))

    def test_a_change_that_is_too_large_is_invalid(self):
        program = self.open(self.cluster.url())
        answer = self.put(program, "large/key", "x" * 3_000_000)
        self.assertEqual(answer.get("kind"), "invalid", answer)
        self.assertEqual(program.read("large/key"), (None, 0))

    def test_what_is_not_text_is_said_and_harms_nothing_else(self):
        program = self.open(self.cluster.url())
        key = base64.b64encode(b"/belay/binary/key").decode()
        self.cluster.ask("/v3/kv/put", {"key": key, "value": base64.b64encode(b"\xff\xfe").decode()})
        answer = self.asked(program, {"read": "binary/key"})
        self.assertEqual(answer.get("kind"), "invalid", answer)
        self.assertIn("binary/key", answer["error"])
        self.assertEqual(len(program.all("binary/", keys=True)), 1)

    def test_prefixes_are_apart(self):
        one, other = self.open(self.cluster.url(prefix="/one")), self.open(self.cluster.url(prefix="/one/more"))
        none = self.open(self.cluster.url(prefix=""))
        self.put_patiently(one, "key", "1")
        self.put_patiently(other, "key", "2")
        self.assertEqual([entry["key"] for entry in one.all("")], ["key", "more/key"])
        self.assertEqual([entry["value"] for entry in other.all("")], ["2"])
        self.assertEqual(none.read("one/key")[0], "1")

    def test_nobody_there_is_unavailable(self):
        ports = free_ports(2)
        words = self.refused("unavailable", "etcd://127.0.0.1:%d,127.0.0.1:%d/belay" % tuple(ports))
        for port in ports:
            self.assertIn("127.0.0.1:%d: connection refused" % port, words)
        self.refused("unavailable", "etcd://belay-no-such-name.invalid:2379/belay")

    def test_addresses_are_checked(self):
        for url, word in [
            ("http://127.0.0.1:2379", "etcd://"), ("etcd://", "HOST:PORT"), ("etcd://127.0.0.1:0/x", "port"),
            ("etcd://127.0.0.1:70000/x", "port"), ("etcd://alice:secret@127.0.0.1/x", "BELAY_STORE_USER"), ("etcd://a,,b/x", "HOST:PORT"),
            ("etcd://127.0.0.1/x?ca", "NAME=FILE"), ("etcd://127.0.0.1/x?tls=yes", "ca, cert or key"), ("etcd://127.0.0.1/x?cert=/x", "need each other"),
            ("etcd://127.0.0.1/x?ca=/no/such/file", "/no/such/file"),
        ]:
            words = self.refused("invalid", url)
            self.assertIn(word, words)
            self.assertNotIn("secret", words)

    def test_users_are_whole(self):
        url = self.cluster.url()
        self.assertIn("BELAY_STORE_PASSWORD", self.refused("invalid", url, BELAY_STORE_USER="alice"))
        self.assertIn("BELAY_STORE_USER", self.refused("invalid", url, BELAY_STORE_PASSWORD="x"))
        self.assertIn("/no/such", self.refused("invalid", url, BELAY_STORE_USER="alice", BELAY_STORE_PASSWORD_FILE="/no/such"))



class FullTests(StoreTest):
    def test_a_used_up_quota_is_full_and_what_is_deleted_makes_room(self):
        cluster = Cluster("--quota-backend-bytes", str(4 << 20))
        self.addCleanup(cluster.end)
        program = self.open(cluster.url())
        made = []
        for number in range(100):
            answer = self.put(program, "key%02d" % number, "x" * 200_000)
            if "error" in answer:
                break
            made.append("key%02d" % number)
        self.assertIn(answer.get("kind"), ("full", "unknown"), answer)
        answer = self.put(program, "more", "x")
        self.assertEqual(answer.get("kind"), "full", answer)
        self.assertIn("quota", answer["error"])
        self.assertEqual(program.read("more"), (None, 0))
        self.assertEqual(program.read(made[0])[0], "x" * 200_000)
        revision = self.asked(program, {"change": {"delete": made[1:]}})["revision"]
        self._make_room(cluster, revision)
        self.assertGreater(self.put(program, "more", "x").get("revision", 0), revision)

    def _make_room(self, cluster, revision):
        cluster.ask("/v3/kv/compaction", {"revision": revision, "physical": True})
        for member in cluster.members:
            cluster.ask("/v3/maintenance/defragment", {}, member)
        for alarm in cluster.ask("/v3/maintenance/alarm", {"action": "GET"}).get("alarms", []):
            cluster.ask("/v3/maintenance/alarm", dict(alarm, action="DEACTIVATE"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
