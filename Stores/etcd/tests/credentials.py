"""Users and certificates: whoever is not to be let in is refused, and whoever is stays in."""
import tempfile
import threading

from cluster import Authority, Cluster
from storetest import StoreTest


class UserTests(StoreTest):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()
        cls.addClassCleanup(cls.cluster.end)
        cls.cluster.enable_users({"alice": "al's \"word\" ü"})

    ALICE = {"BELAY_STORE_USER": "alice", "BELAY_STORE_PASSWORD": "al's \"word\" ü"}

    def test_a_wrong_password_and_no_user_are_refused(self):
        words = self.refused("refused", self.cluster.url(), BELAY_STORE_USER="alice", BELAY_STORE_PASSWORD="guess-7")
        self.assertNotIn("guess-7", words)
        self.assertIn("BELAY_STORE_USER", self.refused("refused", self.cluster.url()))

    def test_keys_without_rights_are_refused(self):
        self.refused("refused", self.cluster.url(prefix="/other"), **self.ALICE)

    def test_users_may_be_asked_for_later(self):
        cluster = Cluster()
        self.addCleanup(cluster.end)
        nobody, alice = self.open(cluster.url()), self.open(cluster.url(), **self.ALICE)
        self.put_patiently(alice, "later/key", "0")
        cluster.enable_users({"alice": self.ALICE["BELAY_STORE_PASSWORD"]})
        self.assertEqual(self.put(alice, "later/key", "1").get("error"), None)
        self.assertEqual(self.put(nobody, "later/key", "2").get("kind"), "refused")

    def test_the_password_may_be_in_a_file(self):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(self.ALICE["BELAY_STORE_PASSWORD"] + "\n")
            file.flush()
            program = self.open(self.cluster.url(), BELAY_STORE_USER="alice", BELAY_STORE_PASSWORD_FILE=file.name)
            self.assertEqual(program.greeting.get("protocol"), 1, program.greeting)

    def test_tokens_that_hold_no_longer_are_renewed(self):
        program = self.open(self.cluster.url(), **self.ALICE)
        start = self.put_patiently(program, "token/key", "0")
        watch = program.watch("token/", start)
        # A restarted member knows no tokens.
        self.cluster.restart()
        made = self.put_patiently(program, "token/key", "1")
        self.assertEqual(program.events(watch, 1, patience=30), [{"key": "token/key", "value": "1", "revision": made}])
        # What users may do was changed since.
        self.cluster.ask("/v3/auth/user/add", {"name": "bob", "password": "x"})
        self.assertGreater(self.put(program, "token/key", "2").get("revision", 0), made)

    def test_nobody_is_refused_since_others_are_added(self):
        program = self.open(self.cluster.url(), **self.ALICE)
        watch = program.watch("added/", self.put_patiently(program, "added/key", "0"))
        # Each of them makes all tokens old.
        adding = threading.Thread(
            target=lambda: [self.cluster.ask("/v3/auth/user/add", {"name": "user-%d" % n, "password": "x"}) for n in range(30)])
        adding.start()
        made = []
        while adding.is_alive() or len(made) < 10:
            answer = self.put(program, "added/key", str(len(made) + 1))
            self.assertEqual(answer.get("error"), None, answer)
            made.append(str(len(made) + 1))
        adding.join()
        self.assertEqual([event["value"] for event in program.events(watch, len(made), patience=30)], made)

    def test_rights_that_are_taken_away_are_missed(self):
        self.cluster.ask("/v3/auth/user/add", {"name": "carol", "password": "x"})
        self.cluster.ask("/v3/auth/user/grant", {"user": "carol", "role": "belay"})
        program = self.open(self.cluster.url(), BELAY_STORE_USER="carol", BELAY_STORE_PASSWORD="x")
        self.put_patiently(program, "rights/key", "0")
        self.cluster.ask("/v3/auth/user/revoke", {"name": "carol", "role": "belay"})
        answer = self.put(program, "rights/key", "1")
        self.assertEqual(answer.get("kind"), "refused", answer)
        self.assertEqual(self.asked(program, {"read": "rights/key"}).get("kind"), "refused")
        answer = self.asked(program, {"watch": "rights/", "after": 1})
        self.assertEqual(answer.get("kind"), "refused", answer)


class SecureTests(StoreTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="belay-tls-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.authority, cls.other = Authority(cls.folder.name, "one"), Authority(cls.folder.name, "other")
        cls.cluster = Cluster(authority=cls.authority)
        cls.addClassCleanup(cls.cluster.end)

    def test_both_ways_of_asking_for_tls_reach_it(self):
        for url in (self.cluster.url(), self.cluster.url().replace("etcd://", "etcds://")):
            program = self.open(url)
            self.assertEqual(program.greeting.get("protocol"), 1, program.greeting)
            self.assertNotIn("key", program.greeting["name"])

    def test_certificates_that_are_not_trusted_are_refused(self):
        certificate, key = self.authority.sign("-client2")
        strange, strange_key = self.other.sign("-client")
        ca = self.authority.certificate
        for query in ("?ca=%s&cert=%s&key=%s" % (self.other.certificate, certificate, key), "?cert=%s&key=%s" % (certificate, key),
                      "?ca=%s" % ca, "?ca=%s&cert=%s&key=%s" % (ca, strange, strange_key)):
            words = self.refused("refused", self.cluster.url(query=query))
            self.assertIn("TLS", words)
        self.assertIn("etcds://", self.refused("unavailable", self.cluster.url(query="")))
        self.refused("invalid", self.cluster.url(query="?ca=%s&cert=%s&key=%s" % (ca, certificate, certificate)))

    def test_tls_where_the_cluster_has_none_is_refused(self):
        plain = Cluster()
        self.addCleanup(plain.end)
        self.refused("refused", plain.url(query="?ca=" + self.authority.certificate))
