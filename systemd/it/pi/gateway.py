#!/usr/bin/env python3
"""
The emulated machine as a gateway: takes the place of `steelyard` for the demo, whose devices hang on it then.

    gateway.py run [--config FILE]         gives the machine power; prints what its daemon says. kill -9 cuts the power
    gateway.py records export --data DIR   the machine's journal, also while it is off
    gateway.py tell COMMAND                has its shell do something

PI_MACHINE names the machine's folder, PI_BOARD has QEMU's words for its board; PI_PULLED names an adapter that is pulled out and
plugged in again, during the first life of a site.
"""
import base64
import io
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time

from machine import BROKER, HERE, Machine, tell
from wires import Adapter, Header

STEELYARD = os.path.join(HERE, "..", "..", "..", "steelyard")
DATA = "/var/lib/steelyard"
BY_NAME = "/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_%s-if00-port0"
# The header has eight lines: what of a bin is wired to them, and to which terminal of the simulated board.
OUTPUTS = {"paper-lock": 0, "glass-lock": 1}
INPUTS = {"paper-lid": 0, "glass-lid": 1, "paper-button": 2, "glass-button": 3, "bin-1-smoke": 4, "bin-1-tilt": 5}
LINES = {name: line for line, name in enumerate([*OUTPUTS, *INPUTS])}
PULLED_AFTER, PULLED_SECONDS = 2, 8
LOOK_SECONDS = 1


class Site:
    """What the demo configured, and how it is said on the machine."""

    def __init__(self, config):
        self.folder = os.path.dirname(os.path.abspath(config))
        with open(config) as file:
            text = file.read()
        self.broker_port = int(re.search(r'broker = "tcp://127\.0\.0\.1:(\d+)"', text)[1])
        self.has_header = "\n[io]\n" in text
        text = text.replace("127.0.0.1:%d" % self.broker_port, BROKER)
        blocks = [self.on_header(block) for block in text.split("\n\n")]
        text = "\n\n".join(block for block in blocks if block)
        links = re.compile('"serial:%s/dev/([^"]*)"' % re.escape(self.folder))
        self.adapters = links.findall(text)
        self.config = links.sub(lambda link: '"serial:%s"' % (BY_NAME % link[1]), text)

    def on_header(self, block):
        """A pin where the header has a line for it; nothing where it has not, and no board."""
        if block.startswith("[io]"):
            return ""
        pin = re.match(r'\[\[pin]]\nname = "(.*)"', block)
        if not pin or not self.has_header:
            return block
        line = LINES.get(pin[1])
        return re.sub(r"(?m)^line = \d+", "line = %d" % line, block) if line is not None else ""

    def terminal(self, name):
        return os.path.join(self.folder, "dev", name)

    def archive(self):
        """The files that somebody brings to the machine."""
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as tar:
            config = tarfile.TarInfo("gateway.toml")
            config.size = len(self.config.encode())
            tar.addfile(config, io.BytesIO(self.config.encode()))
            for name in "platform.pub", "catalog":
                tar.add(os.path.join(self.folder, name), name)
        return base64.b64encode(packed.getvalue()).decode()


def say(words):
    print("pi " + words, flush=True)


def follow(machine, adapters, pulled):
    """Prints what the daemon says; pulls the adapter that is to be pulled when its station has weighed so often."""
    weighed = 0
    for line in machine.log:
        say(line.rstrip("\n"))
        if pulled and line.startswith(pulled.removesuffix("-scale") + " committed"):
            weighed += 1
            if weighed == PULLED_AFTER:
                threading.Thread(target=replug, args=(pulled, adapters[pulled]), daemon=True).start()


def replug(name, adapter):
    adapter.plugged.clear()
    say("the USB adapter of %s is pulled out" % name)
    time.sleep(PULLED_SECONDS)
    adapter.plugged.set()
    say("the USB adapter of %s is plugged in again" % name)


def install(machine, site):
    """Returns whether the site is new to the machine."""
    if machine.tell("grep -qF '%s' %s/gateway.toml" % (site.adapters[0], DATA))[1] == 0:
        return False
    for command in ("systemctl stop steelyard", "rm -rf %s/*" % DATA,
                    "echo %s | base64 -d | tar -xz -C %s" % (site.archive(), DATA), "chown -R steelyard: %s" % DATA,
                    "systemctl --no-block start steelyard"):
        said, code = machine.tell(command)
        if code:
            sys.exit("on the machine, %s: %s" % (command[:60], said.decode()))
    return True


def bring_key(machine, site):
    """The platform is told the gateway's public key once it has one."""
    key = os.path.join(site.folder, "gateway", "gateway.pub")
    while not os.path.exists(key):
        said, code = machine.tell("cat %s/gateway/gateway.pub" % DATA)
        if code == 0:
            os.makedirs(os.path.dirname(key), exist_ok=True)
            with open(key + ".new", "wb") as file:
                file.write(said)
            os.rename(key + ".new", key)
        time.sleep(LOOK_SECONDS)


def run(config):
    machine = Machine(os.environ["PI_MACHINE"])
    site = Site(config) if config else None
    adapters = {name: Adapter(machine.path(name + ".sock"), site.terminal(name)) for name in site.adapters} if site else {}
    for adapter in adapters.values():
        adapter.start()
    began = time.monotonic()
    machine.power_on(adapters, site.broker_port if site else None)
    if site and site.has_header:
        Header(machine.path("qtest.sock"), machine.chip(), site.terminal("bin-1-io"),
               {LINES[name]: channel for name, channel in OUTPUTS.items()},
               {LINES[name]: channel for name, channel in INPUTS.items()},
               lambda line, level: say("GPIO %d, %s, is %s" % (line, [*LINES][line], "high" if level else "low"))).start()
    machine.await_commands()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=machine.power_off).start())
    say("the machine is up after %.0f s" % (time.monotonic() - began))
    if site:
        pulled = os.environ.get("PI_PULLED") if install(machine, site) else None
        threading.Thread(target=follow, args=(machine, adapters, pulled), daemon=True).start()
        threading.Thread(target=bring_key, args=(machine, site), daemon=True).start()
    return machine.qemu.wait()


def export():
    """The journal as the machine tells it; when that is off, as its disk has it in another computer."""
    folder = os.environ["PI_MACHINE"]
    try:
        said, code = tell(folder, "runuser -u steelyard -- steelyard records export --data %s/gateway" % DATA)
    except (FileNotFoundError, ConnectionRefusedError):
        with tempfile.TemporaryDirectory() as copied:
            subprocess.run(["debugfs", "-R", "rdump %s/gateway %s" % (DATA, copied), os.path.join(folder, "disk.img")],
                           check=True, capture_output=True)
            done = subprocess.run([STEELYARD, "records", "export", "--data", os.path.join(copied, "gateway")], stdout=subprocess.PIPE)
            said, code = done.stdout, done.returncode
    sys.stdout.buffer.write(said)
    return code


def main(words):
    if words[0] == "run":
        return run(words[words.index("--config") + 1] if "--config" in words else None)
    if words[0] == "records":
        return export()
    said, code = tell(os.environ["PI_MACHINE"], words[1])
    sys.stdout.buffer.write(said)
    return code


sys.exit(main(sys.argv[1:]))
