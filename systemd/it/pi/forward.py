#!/usr/bin/env python3
"""One connection out of the machine, to a port of this one: forward.py PORT. QEMU starts it for each, as its input and output."""
import os
import socket
import sys
import threading

out = socket.create_connection(("127.0.0.1", int(sys.argv[1])))


def pump(read, write):
    while True:
        data = read(65536)
        if not data:
            os._exit(0)  # either end closed: the connection is over
        write(data)


threading.Thread(target=pump, args=(out.recv, lambda data: os.write(1, data)), daemon=True).start()
pump(lambda most: os.read(0, most), out.sendall)
