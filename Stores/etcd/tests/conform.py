"""Runs the suite of Stores/conformance on belay-store-etcd over three etcds, with certificates or with a user:
python3 conform.py PROGRAM certificates|user [OPTION OF THE SUITE]..."""
import os
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)

from cluster import Authority, Cluster  # noqa: E402

SUITE = os.path.join(HERE, "..", "..", "conformance", "run")


class Restarting:
    """Restarts a cluster for whoever writes to a pipe, and answers by another."""

    def __init__(self, cluster, folder):
        self.cluster = cluster
        self.asking, self.done = os.path.join(folder, "asking"), os.path.join(folder, "done")
        for pipe in (self.asking, self.done):
            os.mkfifo(pipe)
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def command(self):
        return "echo >%s; read -r word <%s" % (self.asking, self.done)

    def _serve(self):
        while True:
            with open(self.asking) as pipe:
                pipe.read()
            self.cluster.restart()
            with open(self.done, "w") as pipe:
                pipe.write("done\n")


def run(program, cluster, environment, options):
    try:
        with tempfile.TemporaryDirectory(prefix="belay-restart-") as folder:
            restarting = Restarting(cluster, folder)
            words = [SUITE, program, cluster.url(), "--restart", restarting.command, *options]
            return subprocess.run(words, env=dict(os.environ, **environment)).returncode == 0
    finally:
        cluster.end()


def main():
    program, kind, options = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory(prefix="belay-tls-") as folder:
        if kind == "certificates":
            cluster, environment = Cluster(authority=Authority(folder, "one")), {}
        else:
            cluster, environment = Cluster(), {"BELAY_STORE_USER": "alice", "BELAY_STORE_PASSWORD": "secret"}
            cluster.enable_users({"alice": "secret"})
        sys.exit(0 if run(program, cluster, environment, options) else 1)


if __name__ == "__main__":
    main()
