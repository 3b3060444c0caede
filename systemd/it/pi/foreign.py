#!/usr/bin/env python3
"""Runs a command where programs for arm64 run through qemu-user, without changing this machine: foreign.py COMMAND…

It has a user namespace of its own, which since Linux 6.7 may have a binfmt_misc of its own. Needs root.
"""
import ctypes
import os
import sys

NEWUSER, NEWNS, NEWPID = 0x10000000, 0x00020000, 0x20000000
PRIVATE, RECURSIVE = 1 << 18, 1 << 14
EMULATOR = "/usr/bin/qemu-aarch64-static"
MAGIC = "\\x7fELF\\x02\\x01\\x01" + "\\x00" * 9 + "\\x02\\x00\\xb7\\x00"
MASK = "\\xff" * 7 + "\\x00" + "\\xff" * 8 + "\\xfe\\xff\\xff\\xff"
BINFMT = "/proc/sys/fs/binfmt_misc"
libc = ctypes.CDLL(None, use_errno=True)


def call(what, result):
    if result != 0:
        sys.exit("foreign: %s: %s" % (what, os.strerror(ctypes.get_errno())))


def mount(kind, place, flags=0):
    call("mount " + kind, libc.mount(kind.encode(), place.encode(), kind.encode(), ctypes.c_ulong(flags), None))


def inside(command):
    """The first process of the namespace's own numbering, which /proc then shows."""
    mount("none", "/", PRIVATE | RECURSIVE)
    mount("proc", "/proc")
    mount("binfmt_misc", BINFMT)
    with open(BINFMT + "/register", "w") as register:
        register.write(":aarch64:M::%s:%s:%s:OCF" % (MAGIC, MASK, EMULATOR))
    os.execvp(command[0], command)


def code(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 255


entered, mapped = os.pipe(), os.pipe()
child = os.fork()
if child == 0:
    call("unshare", libc.unshare(NEWUSER | NEWNS | NEWPID))
    os.write(entered[1], b".")
    os.read(mapped[0], 1)
    os.setgid(0)
    os.setuid(0)
    first = os.fork()
    if first == 0:
        inside(sys.argv[1:])
    os._exit(code(first))
os.close(entered[1])
if os.read(entered[0], 1):
    for kind in "uid", "gid":
        with open("/proc/%d/%s_map" % (child, kind), "w") as map_file:
            map_file.write("0 0 4294967295")
    os.write(mapped[1], b".")
sys.exit(code(child))
