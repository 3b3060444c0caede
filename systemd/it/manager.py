"""Does for one program what systemd does for a service of Type=notify: hears it, kills it when it is not fed in time, starts it again.

    manager.py [--watchdog SECONDS] [--starts N] [--abstract] COMMAND…

Prints a line for each event, with the seconds since the latest start: "0.000 started PID", "0.412 READY=1", "… STATUS=…",
"… killed by the watchdog", "… was silent for at most S s", "… ended CODE". Ends after N starts that ended (default 1), or with the
program on SIGTERM.
"""
import argparse
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time

arguments = argparse.ArgumentParser()
arguments.add_argument("--watchdog", type=float, default=40.0)
arguments.add_argument("--starts", type=int, default=1)
arguments.add_argument("--abstract", action="store_true")
arguments.add_argument("command", nargs=argparse.REMAINDER)
given = arguments.parse_args()

folder = tempfile.TemporaryDirectory()
name = "@steelyard-it-%d" % os.getpid() if given.abstract else os.path.join(folder.name, "notify")
ears = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
ears.bind("\0" + name[1:] if given.abstract else name)

child = None
stopping = False


def say(began, text):
    print("%.3f %s" % (time.monotonic() - began, text), flush=True)


def stop(*_):
    global stopping
    stopping = True
    if child is not None:
        child.send_signal(signal.SIGTERM)


signal.signal(signal.SIGTERM, stop)
for _ in range(given.starts):
    if stopping:
        break
    began = time.monotonic()
    child = subprocess.Popen(given.command, env={**os.environ, "NOTIFY_SOCKET": name,
                                                 "WATCHDOG_USEC": str(int(given.watchdog * 1e6))})
    say(began, "started %d" % child.pid)
    ready = False
    fed = began
    silent = 0.0
    killed = False
    while child.poll() is None:
        if select.select([ears], [], [], 0.01 if not ready else 0.2)[0]:
            for word in ears.recv(65536).decode().split("\n"):
                if word == "WATCHDOG=1":
                    now = time.monotonic()
                    silent = max(silent, now - fed if ready else 0.0)
                    fed = now
                    continue
                ready = ready or word == "READY=1"
                say(began, word)
        if ready and not stopping and not killed and time.monotonic() - fed > given.watchdog:
            say(began, "killed by the watchdog: nothing heard for %.0f s" % given.watchdog)
            child.kill()
            killed = True
    say(began, "was silent for at most %.1f s" % silent)
    say(began, "ended %d" % child.wait())
sys.exit(0)
