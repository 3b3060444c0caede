"""Wedges one thread of a Java process, as a hanging disk or a deadlock would, and leaves the others running: wedge.py PID THREAD

The thread is stopped where it waits, by ptrace; it stays so until this program ends. Elsewhere the runtime would wait for it as a
whole. Prints "wedged".
"""
import ctypes
import os
import sys
import time

SEIZE, INTERRUPT, CONTINUE = 0x4206, 0x4207, 7
WAIT_FOR_THREADS = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def ptrace(request, thread):
    if libc.ptrace(request, thread, None, None) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def sleeps(pid, thread):
    """In a call to the kernel, which the runtime does not wait for."""
    with open("/proc/%d/task/%d/stat" % (pid, thread)) as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] == "S"


def is_in_call(pid, thread):
    with open("/proc/%d/task/%d/syscall" % (pid, thread)) as call:
        return call.read().split()[0] not in ("-1", "running")


pid, wanted = int(sys.argv[1]), sys.argv[2]
threads = [int(task) for task in os.listdir("/proc/%d/task" % pid)
           if open("/proc/%d/task/%s/comm" % (pid, task)).read().strip() == wanted[:15]]
if len(threads) != 1:
    sys.exit("wedge: process %d has %d threads called %s" % (pid, len(threads), wanted))
thread = threads[0]
ptrace(SEIZE, thread)
while True:
    before = sleeps(pid, thread)
    ptrace(INTERRUPT, thread)
    os.waitpid(thread, WAIT_FOR_THREADS)
    if before and is_in_call(pid, thread):
        break
    ptrace(CONTINUE, thread)
    time.sleep(0.01)
print("wedged", flush=True)
while not os.WIFSIGNALED(os.waitpid(thread, WAIT_FOR_THREADS)[1]):  # until it is killed; nobody else may bury it
    pass
