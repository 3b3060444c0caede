#!/usr/bin/env python3
"""A disk with a volatile cache, for a machine whose power is cut: disk.py IMAGE SOCKET

Speaks NBD. A write is sure when a flush followed it. When the machine ends without one, each 4 KB written since is kept or lost by
chance, as on a card whose cache had got to some and not to others; killing QEMU over a plain file would lose nothing.
Prints a line for each machine that ends, with what was lost.
"""
import os
import random
import socket
import struct
import sys

BLOCK = 4096
SENDS_FLUSH = 1 | 1 << 2
FIXED_NEWSTYLE, NO_ZEROES = 1, 2
OPTION_MAGIC, REPLY_MAGIC = b"IHAVEOPT", 0x3E889045565A9
GO, ABORT = 7, 2
ACKNOWLEDGED, INFORMATION, UNSUPPORTED = 1, 3, (1 << 31) + 1
REQUEST, ANSWER = struct.Struct(">IHHQQI"), struct.Struct(">IIQ")
REQUEST_MAGIC, ANSWER_MAGIC = 0x25609513, 0x67446698
READ, WRITE, DISCONNECT, FLUSH = 0, 1, 2, 3
INVALID = 22


class Ended(Exception):
    """The other end is gone."""


def take(connection, count):
    taken = bytearray()
    while len(taken) < count:
        more = connection.recv(count - len(taken))
        if not more:
            raise Ended
        taken += more
    return bytes(taken)


def greet(connection, size):
    """NBD's fixed newstyle handshake, with the one option that QEMU needs."""
    connection.sendall(b"NBDMAGIC" + OPTION_MAGIC + struct.pack(">H", FIXED_NEWSTYLE | NO_ZEROES))
    take(connection, 4)
    while True:
        magic, option, length = struct.unpack(">8sII", take(connection, 16))
        take(connection, length)

        def reply(kind, data=b""):
            connection.sendall(struct.pack(">QIII", REPLY_MAGIC, option, kind, len(data)) + data)

        if magic != OPTION_MAGIC or option == ABORT:
            raise Ended
        if option == GO:
            reply(INFORMATION, struct.pack(">HQH", 0, size, SENDS_FLUSH))
            reply(ACKNOWLEDGED)
            return
        reply(UNSUPPORTED)


class Disk:
    def __init__(self, path):
        self.file = os.open(path, os.O_RDWR)
        self.size = os.fstat(self.file).st_size
        self.unsure = {}  # block number → its newest bytes, not flushed

    def read(self, at, length):
        data = bytearray(os.pread(self.file, length, at))
        if self.unsure:
            for block in range(at // BLOCK, (at + length - 1) // BLOCK + 1):
                newer = self.unsure.get(block)
                if newer is not None:
                    start = max(at, block * BLOCK)
                    end = min(at + length, (block + 1) * BLOCK)
                    data[start - at:end - at] = newer[start - block * BLOCK:end - block * BLOCK]
        return data

    def write(self, at, data):
        for offset in range(0, len(data), BLOCK):
            self.unsure[(at + offset) // BLOCK] = data[offset:offset + BLOCK]

    def flush(self):
        for block, data in self.unsure.items():
            os.pwrite(self.file, data, block * BLOCK)
        self.unsure.clear()

    def lose_power(self):
        """Returns how many blocks were not sure, and how many of them are lost."""
        unsure = len(self.unsure)
        lost = random.sample(sorted(self.unsure), unsure // 2)
        for block in lost:
            del self.unsure[block]
        self.flush()
        return unsure, len(lost)

    def serve(self, connection):
        while True:
            magic, _, kind, handle, at, length = REQUEST.unpack(take(connection, REQUEST.size))
            data = take(connection, length) if kind == WRITE else b""
            if magic != REQUEST_MAGIC or kind == DISCONNECT:
                raise Ended
            answer, error = b"", 0
            if kind == READ:
                answer = self.read(at, length)
            elif kind == WRITE and at % BLOCK == 0 and length % BLOCK == 0:
                self.write(at, data)
            elif kind == FLUSH:
                self.flush()
            else:
                error = INVALID
            connection.sendall(ANSWER.pack(ANSWER_MAGIC, error, handle) + answer)


disk = Disk(sys.argv[1])
listening = socket.socket(socket.AF_UNIX)
listening.bind(sys.argv[2])
listening.listen()
while True:
    machine, _ = listening.accept()
    try:
        greet(machine, disk.size)
        disk.serve(machine)
    except (Ended, ConnectionError):
        print("the machine ended; of %d blocks that were not flushed %d are lost" % disk.lose_power(), flush=True)
    machine.close()
