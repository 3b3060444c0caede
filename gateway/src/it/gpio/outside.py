#!/usr/bin/env python3
"""The far ends of the emulated board's GPIO lines: watches its outputs, drives its lid, and judges. Arguments: folder, log, pid.

Outputs are seen through QEMU's qtest socket as "IRQ raise N" and "IRQ lower N", inputs are driven with set_irq_in.
"""
import contextlib
import json
import os
import re
import socket
import sys
import threading
import time

folder, log, board = sys.argv[1], sys.argv[2], int(sys.argv[3])
LOCK, LID, SLOW_LOCK, LAMP, D0, D1 = 2, 3, 4, 5, 6, 7
WHITE = SLOW_LOCK  # once the daemon runs
CARD = "01010000110110010110000110"  # facility 161, card 45763
# Twenty times slower than a reader: an emulated board on a busy machine is late by milliseconds.
BEAT_SECONDS = 0.02
WAIT_SECONDS = 400
began = time.monotonic()
failures = []


def connect(name):
    """Waits until QEMU listens."""
    while True:
        try:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(os.path.join(folder, name))
            return connection, connection.makefile("r")
        except OSError:
            if time.monotonic() - began > 30:
                sys.exit("QEMU does not listen on " + name)
            time.sleep(0.1)


def chip():
    """Where QEMU keeps the GPIO block; the number depends on the machine's other parts."""
    qmp, answers = connect("qmp.sock")
    answers.readline()
    for ask in ({"execute": "qmp_capabilities"},
                {"execute": "qom-list", "arguments": {"path": "/machine/unattached"}}):
        qmp.sendall(json.dumps(ask).encode() + b"\n")
        answer = json.loads(answers.readline())
    return next("/machine/unattached/" + part["name"] for part in answer["return"] if part["type"] == "child<pl061>")


class Wires:
    """The qtest socket: one thread hears the outputs, the other drives the inputs."""

    def __init__(self):
        self.path = chip()
        self.socket, self.answers = connect("qtest.sock")
        self.seen = []  # (seconds, line, level)
        threading.Thread(target=self.hear, daemon=True).start()
        self.say("irq_intercept_out " + self.path)

    def say(self, command):
        self.socket.sendall(command.encode() + b"\n")

    def hear(self):
        for words in self.answers:
            moved = re.match(r"IRQ (raise|lower) (\d+)", words)
            if moved:
                self.seen.append((time.monotonic() - began, int(moved[2]), moved[1] == "raise"))
            elif not words.startswith("OK"):
                failures.append("qtest answers " + words.strip())

    def drive(self, line, level):
        self.say("set_irq_in %s unnamed-gpio-in %d %d" % (self.path, line, level))

    def level(self, line, since):
        return any(level for _, level in self.of(line, since)[-1:])

    def of(self, line, since=0.0):
        return [(at, level) for at, moved, level in self.seen if moved == line and at >= since]


class Scale:
    """A Yaohua indicator on the serial port that shows what lies on it ten times a second, in the "=" format."""

    def __init__(self):
        self.socket, _ = connect("scale.sock")
        self.kilograms = 0.0
        threading.Thread(target=self.show, daemon=True).start()

    def show(self):
        with contextlib.suppress(BrokenPipeError):  # the board is switched off
            while True:
                self.socket.sendall(b"=%08.3f" % self.kilograms)
                time.sleep(0.1)


def console():
    with open(log, errors="replace") as text:
        return text.read()


def still_running(awaited):
    if time.monotonic() - began > WAIT_SECONDS:
        sys.exit("FAIL: never seen: " + awaited)
    try:
        os.kill(board, 0)
    except ProcessLookupError:
        sys.exit("FAIL: the board ended before this was seen: " + awaited)


def wait_until(what, holds):
    while not holds():
        still_running(what)
        time.sleep(0.1)
    print("%6.1f s  %s" % (time.monotonic() - began, what), flush=True)


def wait_for(words, count=1):
    wait_until(words, lambda: console().count(words) >= count)


def check(what, holds, shown=""):
    print("%s  %s %s" % ("ok  " if holds else "FAIL", what, shown), flush=True)
    if not holds:
        failures.append(what)


wires = Wires()
wait_for("board: Linux")
wait_for("bin-lid: closed")
wait_for("board: drive the lid")
pulse = wires.of(LOCK)
wires.drive(LID, 1)
wait_for("bin-lid: open")
wires.drive(LID, 0)
wait_for("bin-lid: closed", 2)
wait_for("board: free:")
wait_for("board: stopping in the middle of a pulse")
for line in (D0, D1):
    wires.drive(line, 1)
wait_for("board: beyond the chip ended with 3")
before_the_daemon = time.monotonic() - began
scale = Scale()
wait_for("runs as board")
wait_until("the station is ready", lambda: wires.level(WHITE, before_the_daemon))
scale.kilograms = 7.35
presented = 0
while "committed #" not in console():
    presented += 1
    for bit in CARD:
        wires.drive(D1 if bit == "1" else D0, 0)
        wires.drive(D1 if bit == "1" else D0, 1)
        time.sleep(BEAT_SECONDS)
    time.sleep(2)
    still_running("committed #")
wait_until("the lamp is lit", lambda: wires.level(LAMP, before_the_daemon))
scale.kilograms = 0.0
wait_until("it is out and the station ready again",
           lambda: not wires.level(LAMP, before_the_daemon) and wires.level(WHITE, before_the_daemon))
wires.drive(LID, 1)
wait_for("board: done")

text = console()
raised = [at for at, level in pulse if level]
check("the lock was energised once and released, after its pulse of 1 s",
      len(raised) == 1 and not pulse[-1][1] and 0.5 < pulse[-1][0] - raised[0] < 5, pulse)
check("the kernel names the pins as who holds the lines",
      all(re.search(r"board: held: .*%s" % name, text) for name in ("bin-lock", "slow-lock", "bay-1-lamp", "bin-lid")))
check("after a stop nobody holds them",
      "board: free:" in text and not re.search(r"board: free: .*(lock|lamp|lid)", text))
slow = [(at, level) for at, level in wires.of(SLOW_LOCK) if at < before_the_daemon]
raised = [at for at, level in slow if level]
check("a stop in the middle of a pulse releases the lock before its 5 s are over",
      len(raised) == 1 and not slow[-1][1] and slow[-1][0] - raised[0] < 4.5, slow)
check("a line that the chip has not is told in one sentence",
      len(re.findall(r"^open GPIO 20 for no-lid: .*$", text, re.M)) == 1 and "Exception" not in text)
check("and what was held before it is free again", "board: refused:" in text and not re.search(r"board: refused: .*lid", text))
check("a bag was recorded with a Wiegand card, presented until it was read", "committed #" in text,
      "after %d times" % presented)
check("the lamp was lit for it and went out when the pan was empty", True, wires.of(LAMP, before_the_daemon))
check("the unlit lamp, active when low, rests high", all(level for at, level in wires.of(LAMP) if at < before_the_daemon))
sys.exit(1 if failures else 0)
