"""A way to a member that can be cut, slowed down, or lose what comes back."""
import socket
import threading
import time


class Wire:
    """Passes on what comes to a port of its own.

    `loses_answers`: what comes back is swallowed, and the connection closed, as by a network that breaks in the midst of it.
    `is_deaf`: what comes back is swallowed, and nobody is told; what is sent arrives.
    `is_cut`: nothing arrives in either direction, and nobody is told.
    `delay`: seconds that everything takes longer, each way.
    """

    def __init__(self, port):
        self.target = port
        self.loses_answers, self.is_deaf, self.is_cut = threading.Event(), threading.Event(), threading.Event()
        self.delay = 0
        self.lost = threading.Event()
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(50)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.socket.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
            except ConnectionRefusedError:
                near.close()
                continue
            except OSError:
                return
            threading.Thread(target=self._pass, args=[near, far, False], daemon=True).start()
            threading.Thread(target=self._pass, args=[far, near, True], daemon=True).start()

    def _pass(self, source, target, is_answer):
        try:
            while data := source.recv(1 << 16):
                if is_answer and self.loses_answers.is_set():
                    self.lost.set()
                    break
                if self.is_cut.is_set() or is_answer and self.is_deaf.is_set():
                    self.lost.set()
                    # A connection that has lost a piece is good for nothing, as after a time limit of TCP.
                    self._swallow(source)
                    break
                time.sleep(self.delay)
                target.sendall(data)
        except OSError:
            pass
        for each in (source, target):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _swallow(self, source):
        source.settimeout(0.1)
        while self.is_cut.is_set() or self.is_deaf.is_set():
            try:
                if not source.recv(1 << 16):
                    return
            except TimeoutError:
                continue

    def close(self):
        self.socket.close()
