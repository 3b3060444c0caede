#!/usr/bin/env python3
"""How long a weight takes from the scale's wire to the viewers of the kiosk, and what viewers cost.

Run: kiosk.py [FRAMES]     frames a round, default 1000, one every 60 ms as an indicator sends them

A pseudo-terminal plays a Yaohua indicator that shows another weight with each frame; the real daemon serves 1, 6 and again 1 viewer,
and then 6 of whom 2 never read. Time is taken when the last byte was written and when a viewer has the event. A pseudo-terminal takes
no time to carry bytes, so this is on top of the line's own. Ends with 1 if a goal is missed: 95 of 100 within 150 ms with 6 viewers.
STEELYARD names the program to run, default the launcher of this checkout."""
import os
import pty
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tty

HERE = os.path.dirname(os.path.realpath(__file__))
LAUNCHER = os.path.join(HERE, "..", "..", "..", "steelyard")
PERIOD = 0.060
GOAL_MS = 150
WEIGHT = re.compile(rb'"weight":"(\d+\.\d\d)"')


def frame(hundredths):
    """STX, sign, six digits, the decimals, XOR of these in two digits, ETX."""
    body = b"+%06d2" % hundredths
    check = 0
    for byte in body:
        check ^= byte
    return b"\x02" + body + b"%X%X" % (check >> 4, check & 15) + b"\x03"


class Viewer(threading.Thread):
    def __init__(self, port, sent, reads=True):
        super().__init__(daemon=True)
        self.sent, self.late, self.reads = sent, {}, reads
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(b"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port)
        self.start()

    def run(self):
        rest = b""
        while self.reads:
            try:
                read = self.socket.recv(65536)
            except OSError:
                return
            now = time.monotonic()
            if not read:
                return
            rest += read
            for found in WEIGHT.finditer(rest):
                wrote = self.sent.get(found.group(1))
                if wrote is not None:
                    self.late.setdefault(found.group(1), now - wrote)
            rest = rest[rest.rfind(b"\n") + 1:]

    def close(self):
        self.socket.close()


def cpu_seconds(pid):
    fields = open("/proc/%d/stat" % pid).read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def round_of(name, scale, port, pid, frames, start, viewers, deaf=0):
    sent = {}
    open_now = [Viewer(port, sent, reads=number >= deaf) for number in range(viewers)]
    time.sleep(1)
    cpu, began = cpu_seconds(pid), time.monotonic()
    for number in range(frames):
        hundredths = start + number
        due = began + number * PERIOD
        time.sleep(max(0.0, due - time.monotonic()))
        sent[b"%d.%02d" % divmod(hundredths, 100)] = time.monotonic()
        os.write(scale, frame(hundredths))
    time.sleep(1)
    spent = cpu_seconds(pid) - cpu
    late = [one * 1000 for viewer in open_now if viewer.reads for one in viewer.late.values()]
    seen = len(late) / (frames * (viewers - deaf))
    p95 = percentile(late, 0.95)
    print("%-22s seen %5.1f %%   p50 %5.1f ms   p95 %5.1f ms   p99 %5.1f ms   most %6.1f ms   daemon %4.1f %% of a core" % (
        name, 100 * seen, percentile(late, 0.5), p95, percentile(late, 0.99), max(late),
        100 * spent / (frames * PERIOD + 1)), flush=True)
    for viewer in open_now:
        viewer.close()
    time.sleep(2)
    return p95


def main():
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    work = tempfile.mkdtemp()
    scale, line = pty.openpty()
    tty.setraw(line)
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", work + "/platform.key"], check=True)
    subprocess.run(["openssl", "pkey", "-in", work + "/platform.key", "-pubout", "-out", work + "/platform.pub"], check=True)
    with open(work + "/gateway.toml", "w") as config:
        config.write("""
[gateway]
id = "kiosk-0001"
city = "trial"
data = "data"
reserve = "1 MB"
[kiosk]
listen = "127.0.0.1:0"
[uplink]
broker = "tcp://127.0.0.1:9"
platform_key = "platform.pub"
[[station]]
name = "bay-1"
[station.scale]
name = "bay-1-scale"
dialect = "yaohua-continuous-0"
link = "serial:%s"
unit = "kg"
division = "0.01"
max = "9999.00"
""" % os.ttyname(line))
    program = shlex.split(os.environ.get("STEELYARD", LAUNCHER))
    daemon = subprocess.Popen(program + ["run", "--config", work + "/gateway.toml"], stdout=subprocess.PIPE, text=True)
    try:
        port = None
        while port is None:
            said = daemon.stdout.readline()
            if not said:
                sys.exit("the daemon ended")
            found = re.search(r"kiosk on http://127\.0\.0\.1:(\d+)", said)
            port = int(found.group(1)) if found else None
        threading.Thread(target=lambda: [None for _ in daemon.stdout], daemon=True).start()
        rounds = [("1 viewer", 1, 0), ("6 viewers", 6, 0), ("1 viewer again", 1, 0), ("6, of them 2 deaf", 6, 2)]
        p95 = [round_of(name, scale, port, daemon.pid, frames, 1000 + number * frames, viewers, deaf)
               for number, (name, viewers, deaf) in enumerate(rounds)]
        held = p95[1] < GOAL_MS and p95[3] < GOAL_MS
        print("goal: p95 under %d ms with 6 viewers: %s" % (GOAL_MS, "held" if held else "MISSED"))
        sys.exit(0 if held else 1)
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(20)
        shutil.rmtree(work)


main()
