"""A way to a member that can be cut."""
import socket
import threading


class Wire:
    """Passes on what comes to a port of its own. When `loses_answers` is set what comes back is swallowed, and the connection
    closed, as by a network that breaks in the midst of it."""

    def __init__(self, port):
        self.target = port
        self.loses_answers = threading.Event()
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
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._pass, args=[near, far, False], daemon=True).start()
            threading.Thread(target=self._pass, args=[far, near, True], daemon=True).start()

    def _pass(self, source, target, is_answer):
        try:
            while data := source.recv(1 << 16):
                if is_answer and self.loses_answers.is_set():
                    self.lost.set()
                    break
                target.sendall(data)
        except OSError:
            pass
        for each in (source, target):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.socket.close()
