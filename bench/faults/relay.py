"""Lost acknowledgements: a relay cuts the connection after the request has reached the server.

Half of the cuts come as soon as the request is through, half once the reply is there. Learners send the same
client key again until somebody answers. Run: python bench/faults/relay.py [SECONDS] [--postgres]
"""

import random
import re
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "rig"))
from target import database_name, running_site  # first: it chooses the database  # isort: skip

from learners import Cohort

LEARNERS = 8
CUT_SHARE = 0.3
CHUNK = 65_536


def receive(sender: socket.socket) -> bytes:
    """Return one whole HTTP message, or nothing when the sender is done."""
    message = b""
    while not (end := message.find(b"\r\n\r\n") + 4) > 3:
        if not (chunk := sender.recv(CHUNK)):
            return b""
        message += chunk
    length = re.search(rb"^content-length: *(\d+)", message[:end], re.IGNORECASE | re.MULTILINE)
    while len(message) < end + (int(length[1]) if length else 0):
        if not (chunk := sender.recv(CHUNK)):
            return b""
        message += chunk
    return message


class Relay:
    """A TCP relay before the server that cuts a share of the replies."""

    def __init__(self, target: int, seed: int) -> None:
        self.target = target
        self.chance = random.Random(seed)
        self.cut = 0
        self.lock = threading.Lock()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            outside, _ = self.door.accept()
            threading.Thread(target=self._carry, args=(outside,), daemon=True).start()

    def _carry(self, outside: socket.socket) -> None:
        """Carry requests and replies of one connection in turn until one side ends it, or chance does."""
        # Either side may be gone: that is what a relay sees of a fault.
        with suppress(ConnectionError), outside, socket.create_connection(("127.0.0.1", self.target)) as inside:
            while request := receive(outside):
                inside.sendall(request)
                cuts, waits = self._draw()
                if cuts and not waits:
                    return
                reply = receive(inside)
                if cuts or not reply:
                    return
                outside.sendall(reply)

    def _draw(self) -> tuple[bool, bool]:
        with self.lock:
            cuts, waits = self.chance.random() < CUT_SHARE, self.chance.random() < 0.5
            self.cut += cuts
            return cuts, waits


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    with running_site() as site:
        relay = Relay(site.port, seed=1)
        cohort = Cohort(relay.port, LEARNERS)
        cohort.begin()
        time.sleep(seconds)
        cohort.end()
        line, good = cohort.balance()
    print(f"lost acknowledgements, {database_name()}, {relay.cut} cut: {line}, refused {dict(cohort.refusals)}")
    sys.exit(0 if good and relay.cut and not {"500"} & set(cohort.refusals) else 1)


if __name__ == "__main__":
    main()
