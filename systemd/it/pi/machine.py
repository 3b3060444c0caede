"""The emulated machine while it has power: QEMU, a channel for commands to it and one on which it tells what the gateway says."""
import ctypes
import json
import os
import shlex
import signal
import socket
import subprocess
import threading

from wires import connect

KILLED_WITH_ITS_PARENT = 1  # PR_SET_PDEATHSIG
HERE = os.path.dirname(os.path.abspath(__file__))
BROKER = "10.0.2.100:1883"  # where the machine finds it
libc = ctypes.CDLL(None)


class Machine:
    def __init__(self, folder):
        self.folder = folder
        self.commands = None
        self.turn = threading.Lock()

    def path(self, name):
        return os.path.join(self.folder, name)

    def power_on(self, adapters, broker_port):
        """
        Whoever kills this process with -9 cuts the machine's power.

        :param adapters: names, each with a USB adapter that has it as its serial number; plugged in by connecting to NAME.sock
        :param broker_port: of this machine, or None; everything else is beyond reach
        """
        for name in os.listdir(self.folder):
            if name.endswith(".sock") and name != "disk.sock":
                os.unlink(self.path(name))
        forward = ",guestfwd=tcp:%s-cmd:%s %d" % (BROKER, os.path.join(HERE, "forward.py"), broker_port) if broker_port else ""
        arguments = ["qemu-system-aarch64", *shlex.split(os.environ["PI_BOARD"]), "-nodefaults", "-no-reboot", "-display", "none",
                     "-kernel", self.path("vmlinuz"), "-initrd", self.path("initrd"), "-dtb", self.path("board.dtb"),
                     "-append", "console=ttyAMA0 panic=-1 quiet",
                     "-drive", "if=none,id=disk,format=raw,file=nbd+unix:///?socket=" + self.path("disk.sock"),
                     "-device", "virtio-blk-device,drive=disk,physical_block_size=4096,logical_block_size=4096",
                     "-netdev", "user,id=uplink,restrict=on" + forward, "-device", "virtio-net-device,netdev=uplink",
                     "-qmp", self.listen("qmp"), "-qtest", self.listen("qtest"), "-qtest-log", "/dev/null",
                     "-chardev", "file,append=on,id=console,path=" + self.path("console.log"), "-serial", "chardev:console",
                     "-device", "virtio-serial-device"]
        for channel in "commands", "log":
            arguments += ["-chardev", "socket,id=%s,path=%s,server=on,wait=off" % (channel, self.path(channel + ".sock")),
                          "-device", "virtserialport,chardev=%s,name=steelyard.%s" % (channel, channel)]
        arguments += ["-device", "qemu-xhci,id=usb,p2=8,p3=8"]
        for name in adapters:
            arguments += ["-chardev", "socket,id=%s,path=%s,server=on,wait=off" % (name, self.path(name + ".sock")),
                          "-device", "usb-serial,chardev=%s,serial=%s,bus=usb.0" % (name, name)]
        self.qemu = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, start_new_session=True,
                                     preexec_fn=lambda: libc.prctl(KILLED_WITH_ITS_PARENT, signal.SIGKILL))
        self.commands = connect(self.path("commands.sock")).makefile("rwb")
        self.log = connect(self.path("log.sock")).makefile("r", errors="replace")

    def await_commands(self):
        """Returns when it is up."""
        self.answer()
        self.listen_to_others()

    def listen(self, name):
        return "unix:%s.sock,server=on,wait=off" % self.path(name)

    def answer(self):
        """What a command said, and its exit code or "ready"."""
        said = b""
        for line in self.commands:
            if line.startswith(b"== "):
                return said[:-1], line[3:].decode().strip()
            said += line
        raise ConnectionError("the machine ended")

    def tell(self, command):
        with self.turn:
            self.commands.write(command.encode() + b"\n")
            self.commands.flush()
            said, code = self.answer()
        return said, int(code)

    def listen_to_others(self):
        """Takes commands from other processes, see tell() below."""
        others = socket.socket(socket.AF_UNIX)
        others.bind(self.path("tell.sock"))
        others.listen()

        def serve():
            while True:
                other, _ = others.accept()
                with other, other.makefile("rb") as asked:
                    said, code = self.tell(asked.readline().decode().rstrip("\n"))
                    other.sendall(b"%d\n" % code + said)

        threading.Thread(target=serve, daemon=True).start()

    def chip(self):
        """Where QEMU keeps the GPIO block; the number depends on the machine's other parts."""
        qmp = connect(self.path("qmp.sock")).makefile("rw")
        qmp.readline()
        for ask in ({"execute": "qmp_capabilities"}, {"execute": "qom-list", "arguments": {"path": "/machine/unattached"}}):
            qmp.write(json.dumps(ask) + "\n")
            qmp.flush()
            answer = json.loads(qmp.readline())
        return next("/machine/unattached/" + part["name"] for part in answer["return"] if part["type"] == "child<pl061>")

    def power_off(self):
        """As its button does; returns when it is off."""
        self.tell("systemctl --no-block poweroff")
        self.qemu.wait()


def tell(folder, command):
    """Has the running machine do something; what that said, and its exit code."""
    with socket.socket(socket.AF_UNIX) as machine:
        machine.connect(os.path.join(folder, "tell.sock"))
        machine.sendall(command.encode() + b"\n")
        with machine.makefile("rb") as answer:
            code = int(answer.readline() or 255)
            return answer.read(), code
