"""Runs of Belay over three etcds whose network, members and disk fail: python3 runs.py BELAY PROGRAM [TEST]. Each change is made once,
and none is made by a Belay that another has taken the run over from."""
import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error

sys.dont_write_bytecode = True
BELAY, PROGRAM = os.path.abspath(sys.argv.pop(1)), os.path.abspath(sys.argv.pop(1))
os.environ["BELAY_STORE_ETCD"] = PROGRAM

from cluster import Cluster  # noqa: E402
from wire import Wire  # noqa: E402

COUNT = 12
RUNBOOK = """runbook "Steps" "Twelve changes, each once."
lock site
action work (name: text) {
    done when (? grep -qx $name log)
    $ sh ./step $name
}
phase "Only" {
%s}
""" % "".join("    work s%d\n" % number for number in range(COUNT))
STEP = """echo $1 >> begun
sleep 0.1
while test -e hold-$1; do sleep 0.02; done
echo $1 >> log
"""
NAMES = ["s%d" % number for number in range(COUNT)]


class RunTest(unittest.TestCase):
    OPTIONS = []

    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster(*cls.OPTIONS)
        cls.addClassCleanup(cls.cluster.end)

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="belay-runs-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        for name, text in {"steps.runbook": RUNBOOK, "step": STEP, "log": "", "begun": ""}.items():
            with open(os.path.join(self.folder, name), "w") as file:
                file.write(text)
        self.cluster.start()
        self.wires = [Wire(member.port) for member in self.cluster.members]
        for wire in self.wires:
            self.addCleanup(wire.close)

    # Belay

    def url(self, is_wired):
        hosts = ["127.0.0.1:%d" % wire.port for wire in self.wires] if is_wired else []
        return self.cluster.url(*hosts, prefix="/runs/%s" % os.path.basename(self.folder))

    def start(self, *words, machine="first", is_wired=True, patience="60s"):
        """A Belay of a machine, which has a state folder of its own, and may reach the store over the wires only."""
        environment = dict(
            os.environ, HOME=self.folder, XDG_STATE_HOME=os.path.join(self.folder, machine), BELAY_STORE=self.url(is_wired),
            BELAY_STORE_PATIENCE=patience, PATH=os.path.dirname(PROGRAM) + os.pathsep + os.environ["PATH"])
        process = subprocess.Popen(
            [BELAY, *words], cwd=self.folder, env=environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def ended(self, process, status, patience=90):
        printed, _ = process.communicate(timeout=patience)
        self.assertEqual(process.returncode, status, printed)
        return printed

    def lines(self, name):
        with open(os.path.join(self.folder, name)) as file:
            return file.read().split()

    def wait_for(self, name, where="begun"):
        deadline = time.monotonic() + 60
        while name not in self.lines(where):
            self.assertLess(time.monotonic(), deadline, "%s is not in %s" % (name, where))
            time.sleep(0.01)

    def hold(self, name):
        with open(os.path.join(self.folder, "hold-" + name), "w"):
            pass

    def release(self, name):
        os.unlink(os.path.join(self.folder, "hold-" + name))

    def run_id(self):
        return os.listdir(os.path.join(self.folder, "first", "belay", "runs"))[0]

    def assert_each_once(self):
        self.assertEqual(self.lines("log"), NAMES)
        self.assertEqual(self.lines("begun"), NAMES)

    # What happens to the way to the store, for some seconds

    def disturbed(self, begin, end, seconds=4):
        """However long it takes to begin, the run is in the midst of its steps then."""
        self.hold("s4")
        run = self.start("run", "steps.runbook")
        self.wait_for("s4")
        begin()
        self.release("s4")
        time.sleep(seconds)
        end()
        printed = self.ended(run, 0)
        self.assert_each_once()
        return printed


class WayTests(RunTest):
    """The network, and the members."""

    def set_all(self, name):
        for wire in self.wires:
            getattr(wire, name).set()

    def clear_all(self, name):
        for wire in self.wires:
            getattr(wire, name).clear()

    def test_a_network_that_is_cut_for_a_while_holds_a_run_up(self):
        printed = self.disturbed(lambda: self.set_all("is_cut"), lambda: self.clear_all("is_cut"), seconds=6)
        self.assertIn("nothing begins until the store has what was written down", printed)

    def test_answers_that_do_not_come_back_make_nothing_happen_twice(self):
        self.disturbed(lambda: self.set_all("is_deaf"), lambda: self.clear_all("is_deaf"))

    def test_connections_that_break_in_the_midst_of_an_answer_make_nothing_happen_twice(self):
        self.disturbed(lambda: self.set_all("loses_answers"), lambda: self.clear_all("loses_answers"))

    def test_a_slow_network_only_takes_longer(self):
        def slow(seconds):
            for wire in self.wires:
                wire.delay = seconds
        self.disturbed(lambda: slow(0.2), lambda: slow(0))

    def test_a_killed_leader_is_replaced(self):
        self.disturbed(lambda: self.cluster.leader.kill(), self.cluster.start)

    def test_without_a_quorum_nothing_begins(self):
        def kill():
            for member in self.cluster.members[:2]:
                member.kill()
        self.disturbed(kill, self.cluster.start, seconds=6)

    def test_restarts_of_the_whole_cluster_are_waited_for(self):
        self.disturbed(self.cluster.restart, self.cluster.restart, seconds=1)

    def test_a_store_that_stays_away_ends_the_run_and_a_resume_continues_it(self):
        run = self.start("run", "steps.runbook", patience="2s")
        self.wait_for("s3")
        self.set_all("is_cut")
        printed = self.ended(run, 6)
        self.assertIn("belay resume", printed)
        begun = self.lines("begun")
        self.ended(self.start("resume", patience="2s"), 3)
        self.assertEqual(self.lines("begun"), begun)
        self.clear_all("is_cut")
        self.ended(self.start("resume", patience="20s"), 0)
        self.assert_each_once()

    # Two machines

    def test_who_was_cut_off_while_another_took_over_begins_nothing(self):
        """The first machine is alive and works, and only the store does not hear of it."""
        self.hold("s4")
        first = self.start("run", "steps.runbook")
        self.wait_for("s4")
        self.set_all("is_cut")
        second = self.start("resume", self.run_id(), "--take-over", machine="second", is_wired=False)
        # It waits for the command that still runs, or asks: here its `done when` tells.
        threading.Timer(4, self.release, ["s4"]).start()
        self.ended(second, 0)
        self.assert_each_once()
        self.clear_all("is_cut")
        self.assertIn("was taken over by", self.ended(first, 8))
        self.assert_each_once()

    def test_two_take_a_run_over_from_each_other_and_only_the_last_continues(self):
        self.hold("s2")
        self.hold("s7")
        first = self.start("run", "steps.runbook")
        self.wait_for("s2")
        second = self.start("resume", self.run_id(), "--take-over", machine="second")
        threading.Timer(3, self.release, ["s2"]).start()
        self.wait_for("s7")
        third = self.start("resume", self.run_id(), "--take-over", machine="third")
        threading.Timer(3, self.release, ["s7"]).start()
        self.ended(third, 0)
        self.ended(first, 8)
        self.ended(second, 8)
        self.assert_each_once()


class FullTests(RunTest):
    """The disk: a store whose quota is used up in the midst of a run."""

    OPTIONS = ["--quota-backend-bytes", str(4 << 20)]

    def fill(self):
        key, text = base64.b64encode(b"/filler").decode(), base64.b64encode(os.urandom(256 << 10)).decode()
        for _ in range(64):
            try:
                self.cluster.ask("/v3/kv/put", {"key": key, "value": text})
            except urllib.error.HTTPError:
                return

    def empty(self):
        header = self.cluster.ask("/v3/kv/range", {"key": "AA=="})["header"]
        self.cluster.ask("/v3/kv/deleterange", {"key": base64.b64encode(b"/filler").decode()})
        self.cluster.ask("/v3/kv/compaction", {"revision": str(int(header["revision"])), "physical": True})
        for member in self.cluster.members:
            self.cluster.ask("/v3/maintenance/defragment", {}, member)
        for alarm in self.cluster.ask("/v3/maintenance/alarm", {"action": "GET"}).get("alarms", []):
            self.cluster.ask("/v3/maintenance/alarm", dict(alarm, action="DEACTIVATE"))

    def test_a_full_store_is_said_and_holds_a_run_up(self):
        printed = self.disturbed(self.fill, self.empty, seconds=6)
        self.assertTrue(re.search("quota is used up.*nothing begins", printed), printed)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
