"""Three real etcds on this machine, which end with the tests."""
import atexit
import ctypes
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

TOKEN = "belay-store-tests"

# Whoever asks the tests to end lets them clean up.
signal.signal(signal.SIGTERM, signal.default_int_handler)


def free_ports(number):
    sockets = [socket.socket() for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def end_with_tests():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Authority:
    """A certificate authority and the files that it has signed, in PEM."""

    def __init__(self, folder, name):
        self.path = os.path.join(folder, name)
        self._openssl("req", "-x509", *self._new("-ca"), "-days", "30", "-out", self.certificate)

    @property
    def certificate(self):
        return self.path + "-ca.pem"

    def sign(self, name):
        """The paths of a certificate for this machine, as a server and a client, and its key."""
        request, extensions = self.path + name + ".csr", self.path + name + ".ext"
        with open(extensions, "w") as file:
            file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n")
        self._openssl("req", *self._new(name), "-out", request)
        self._openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.path + "-ca.key",
                      "-CAcreateserial", "-days", "30", "-extfile", extensions, "-out", self.path + name + ".pem")
        return self.path + name + ".pem", self.path + name + ".key"

    def _new(self, name):
        return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", self.path + name + ".key",
                "-subj", "/CN=" + os.path.basename(self.path) + name]

    def _openssl(self, *words):
        subprocess.run(["openssl", *words], check=True, capture_output=True)


class Member:
    def __init__(self, cluster, name, ports):
        self.cluster, self.name = cluster, name
        self.port, self.peer_port = ports
        self.process = None

    def start(self):
        cluster, folder = self.cluster, os.path.join(self.cluster.folder, self.name)
        client, peer = "%s://127.0.0.1:%d" % (cluster.scheme, self.port), "http://127.0.0.1:%d" % self.peer_port
        words = ["etcd", "--name", self.name, "--data-dir", folder, "--listen-client-urls", client, "--advertise-client-urls", client,
                 "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster-token", TOKEN,
                 "--initial-cluster", cluster.peers, "--log-level", "error", *cluster.options]
        with open(folder + ".log", "ab") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log, preexec_fn=end_with_tests)

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)


class Cluster:
    """Three members. `options` are etcd's; with an `authority` it is reached by TLS and asks for certificates of clients."""

    def __init__(self, *options, authority=None):
        # In memory where that is possible: what is tried here is not the disk.
        self.folder = tempfile.mkdtemp(prefix="belay-etcd-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
        atexit.register(self.end)
        self.options = list(options)
        self.scheme, self.context, self.query = "http", None, ""
        self.user, self.members = None, []
        if authority:
            self._secure(authority)
        ports = free_ports(6)
        self.members = [Member(self, "m%d" % number, ports[number * 2:number * 2 + 2]) for number in range(3)]
        self.peers = ",".join("%s=http://127.0.0.1:%d" % (member.name, member.peer_port) for member in self.members)
        self.start()

    def _secure(self, authority):
        certificate, key = authority.sign("-server")
        self.scheme = "https"
        self.options += ["--cert-file", certificate, "--key-file", key, "--client-cert-auth", "--trusted-ca-file", authority.certificate]
        client, client_key = authority.sign("-client")
        self.context = ssl.create_default_context(cafile=authority.certificate)
        self.context.load_cert_chain(client, client_key)
        self.query = "?ca=%s&cert=%s&key=%s" % (authority.certificate, client, client_key)

    def url(self, *hosts, prefix="/belay", query=None):
        """The address for the store program, of all members or of these `HOST:PORT`."""
        hosts = hosts or ["127.0.0.1:%d" % member.port for member in self.members]
        return "etcd://" + ",".join(hosts) + prefix + (self.query if query is None else query)

    # Its life

    def start(self):
        for member in self.members:
            if not member.process:
                member.start()
        self.wait()

    def wait(self):
        """Until it has a leader and reads."""
        for member in self.members:
            if not member.process:
                continue
            deadline = time.monotonic() + 60
            while True:
                try:
                    self.ask("/v3/kv/range", {"key": "AA=="}, member)
                    break
                except (OSError, ValueError):
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.05)

    def restart(self):
        for member in self.members:
            member.kill()
        self.start()

    def end(self):
        for member in self.members:
            member.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def leader(self):
        status = [self.ask("/v3/maintenance/status", {}, member) for member in self.members]
        numbers = [answer["header"]["member_id"] for answer in status]
        return self.members[numbers.index(status[0]["leader"])]

    # Its gateway

    def ask(self, path, body, member=None, patience=10):
        member = member or next(member for member in self.members if member.process)
        url = "%s://127.0.0.1:%d%s" % (self.scheme, member.port, path)
        request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        if self.user and path != "/v3/auth/authenticate":
            request.add_header("Authorization", self.ask("/v3/auth/authenticate", self.user, member)["token"])
        with urllib.request.urlopen(request, timeout=patience, context=self.context) as answer:
            return json.load(answer)

    def enable_users(self, names, prefix=b"/belay/"):
        """Root and others of these names and passwords, who have the rights to what is below the prefix."""
        import base64
        end = prefix[:-1] + bytes([prefix[-1] + 1])
        permission = {"permType": "READWRITE", "key": base64.b64encode(prefix).decode(), "range_end": base64.b64encode(end).decode()}
        self.ask("/v3/auth/role/add", {"name": "root"})
        self.ask("/v3/auth/role/add", {"name": "belay"})
        self.ask("/v3/auth/role/grant", {"name": "belay", "perm": permission})
        for name, password in [("root", "root's own")] + list(names.items()):
            self.ask("/v3/auth/user/add", {"name": name, "password": password})
            self.ask("/v3/auth/user/grant", {"user": name, "role": "root" if name == "root" else "belay"})
        self.ask("/v3/auth/enable", {})
        self.user = {"name": "root", "password": "root's own"}
