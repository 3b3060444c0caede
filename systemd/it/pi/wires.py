"""What is plugged into the emulated machine: serial adapters, whose far ends are the simulator's pseudo-terminals, and the header."""
import contextlib
import fcntl
import os
import re
import select
import socket
import struct
import termios
import threading
import time

# As the kernel counts: some frames. A line holds nothing for whoever opens it later.
WAITING_BYTES_MAX = 4096
LOOK_SECONDS = 0.1


def connect(path):
    """Waits until QEMU listens there."""
    while True:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(path)
            return connection
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            time.sleep(LOOK_SECONDS)


class Adapter(threading.Thread):
    """A USB serial adapter: plugged in while QEMU's end of it is connected."""

    def __init__(self, usb, terminal):
        super().__init__(daemon=True)
        self.usb, self.terminal = usb, terminal
        self.plugged = threading.Event()
        self.plugged.set()

    def run(self):
        while True:
            self.plugged.wait()
            with contextlib.closing(connect(self.usb)) as usb:
                device = os.open(self.terminal, os.O_RDWR | os.O_NOCTTY)
                try:
                    while self.plugged.is_set():
                        self.carry(usb, device)
                finally:
                    os.close(device)

    def carry(self, usb, device):
        ready, _, _ = select.select([usb, device], [], [], LOOK_SECONDS)
        if device in ready:
            data = os.read(device, 256)
            waiting = struct.unpack("i", fcntl.ioctl(usb, termios.TIOCOUTQ, b"\0" * 4))[0]
            if waiting < WAITING_BYTES_MAX:
                usb.sendall(data)
        if usb in ready:
            os.write(device, usb.recv(256))


class Header(threading.Thread):
    """
    The GPIO lines, wired to what the simulated bin's I/O board has at its terminals: the simulator knows no header, so this asks the
    board for its inputs and switches its outputs, by Modbus. Outputs of the machine come as "IRQ raise N" and "IRQ lower N".
    """
    READ_INPUTS, SWITCH = 2, 5
    CHANNELS = 8
    POLL_SECONDS = 0.05
    ANSWER_SECONDS = 1

    def __init__(self, qtest, chip, terminal, outputs, inputs, moved):
        """outputs, inputs: line → the board's channel; moved: told each line that changes, and its level"""
        super().__init__(daemon=True)
        self.moved = moved
        self.qtest, self.chip, self.terminal = connect(qtest), chip, terminal
        self.outputs, self.inputs = outputs, inputs
        self.heard = b""

    def run(self):
        self.board = os.open(self.terminal, os.O_RDWR | os.O_NOCTTY)
        self.say("irq_intercept_out " + self.chip)
        for channel in self.outputs.values():
            self.switch(channel, False)  # without power nothing is on
        driven = {}
        while True:
            self.follow_outputs()
            levels = self.ask(self.READ_INPUTS, 0, self.CHANNELS)
            for line, channel in self.inputs.items():
                level = levels[3] >> channel & 1 if len(levels) > 3 else None
                if level is not None and driven.get(line) != level:
                    driven[line] = level
                    self.moved(line, level)
                    self.say("set_irq_in %s unnamed-gpio-in %d %d" % (self.chip, line, level))

    def follow_outputs(self):
        if select.select([self.qtest], [], [], self.POLL_SECONDS)[0]:
            *lines, self.heard = (self.heard + self.qtest.recv(4096)).split(b"\n")
            for words in lines:
                moved = re.match(rb"IRQ (raise|lower) (\d+)", words)
                if moved and int(moved[2]) in self.outputs:
                    line, on = int(moved[2]), moved[1] == b"raise"
                    self.switch(self.outputs[line], on)
                    self.moved(line, on)

    def say(self, command):
        self.qtest.sendall(command.encode() + b"\n")

    def switch(self, channel, on):
        self.ask(self.SWITCH, channel, 0xFF00 if on else 0)

    def ask(self, function, first, value):
        """The answer without its check; empty when none came."""
        request = struct.pack(">BBHH", 1, function, first, value)
        os.write(self.board, request + self.check(request))
        length = 6 if function == self.READ_INPUTS else 8
        answer = b""
        until = time.monotonic() + self.ANSWER_SECONDS
        while len(answer) < length and time.monotonic() < until:
            if select.select([self.board], [], [], LOOK_SECONDS)[0]:
                answer += os.read(self.board, length - len(answer))
        body, check = answer[:-2], answer[-2:]
        return body if len(answer) == length and self.check(body) == check else b""

    @staticmethod
    def check(data):
        crc = 0xFFFF
        for byte in data:
            crc ^= byte
            for _ in range(8):
                crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
        return struct.pack("<H", crc)
