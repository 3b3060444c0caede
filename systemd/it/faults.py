"""What stands between a gateway and its world, and fails when it is told to: cables to devices, and the network to a broker.

    faults.py --cable FROM TO … --network PORT BROKER_PORT

FROM is a device's pseudo-terminal, TO the link under which the gateway finds the other end of the cable. Commands on standard input, a
line each; a cable is called by the last part of TO:

    unplug CABLE | plug CABLE     what was bought to be cheap; the terminal hangs up and its name is gone
    noise CABLE                   4 KB of random bytes in the middle of what the device says
    up                            the broker answers
    down                          every connection ends, new ones are refused by the network
    hole                          nothing comes back any more, and no connection ends
    refuse                        the broker says to each CONNECT that this gateway is not authorised
"""
import argparse
import asyncio
import os
import pty
import select
import sys
import tty

NOISE_BYTES = 4096
CONNACK_NOT_AUTHORISED = bytes([0x20, 3, 0, 0x87, 0])  # MQTT 5, 3.2


class Cable:
    def __init__(self, loop, device, link):
        self.loop, self.link, self.ours = loop, link, None
        self.device = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.device)
        loop.add_reader(self.device, self.from_device)
        self.plug()

    def plug(self):
        self.ours, theirs = pty.openpty()
        tty.setraw(theirs)
        os.set_blocking(self.ours, False)
        os.symlink(os.ttyname(theirs), self.link)
        os.close(theirs)
        self.listen()

    def unplug(self):
        os.unlink(self.link)
        self.loop.remove_reader(self.ours)
        os.close(self.ours)
        self.ours = None

    def noise(self):
        self.to_gateway(os.urandom(NOISE_BYTES))

    def listen(self):
        if self.ours is not None:
            self.loop.add_reader(self.ours, self.from_gateway)

    def from_device(self):
        self.to_gateway(os.read(self.device, 4096))

    def to_gateway(self, heard):
        if self.ours is None:
            return
        poll = select.poll()
        poll.register(self.ours, select.POLLOUT)
        if any(event & select.POLLHUP for _, event in poll.poll(0)):
            return  # nobody has it open: what is said is gone, as on a real line
        try:
            os.write(self.ours, heard)
        except BlockingIOError:
            pass  # nobody reads

    def from_gateway(self):
        try:
            os.write(self.device, os.read(self.ours, 4096))
        except OSError:  # nobody has it open
            self.loop.remove_reader(self.ours)
            self.loop.call_later(0.1, self.listen)


class Network:
    def __init__(self, port, broker):
        self.port, self.broker, self.state = port, broker, "up"
        self.server, self.open = None, set()
        self.passes = asyncio.Event()

    async def turn(self, state):
        self.state = state
        if state in ("down", "refuse"):
            for writer in list(self.open):
                writer.transport.abort()
        if state == "down":
            self.server.close()
            self.server = None
        elif self.server is None:
            self.server = await asyncio.start_server(self.accept, "127.0.0.1", self.port)
        self.passes.clear() if state == "hole" else self.passes.set()

    async def accept(self, reader, writer):
        self.open.add(writer)
        try:
            if self.state == "refuse":
                await reader.read(65536)
                writer.write(CONNACK_NOT_AUTHORISED)
                await writer.drain()
                return
            there, back = await asyncio.open_connection("127.0.0.1", self.broker)
            self.open.add(back)
            await asyncio.wait([asyncio.ensure_future(self.pump(reader, back)), asyncio.ensure_future(self.pump(there, writer))],
                               return_when=asyncio.FIRST_COMPLETED)
            self.open.discard(back)
            back.close()
        except OSError:
            pass
        finally:
            self.open.discard(writer)
            writer.close()

    async def pump(self, reader, writer):
        try:
            while True:
                piece = await reader.read(65536)
                await self.passes.wait()
                if not piece:
                    return
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cable", nargs=2, action="append", default=[])
    arguments.add_argument("--network", nargs=2, type=int, required=True)
    given = arguments.parse_args()
    loop = asyncio.get_running_loop()
    cables = {os.path.basename(link): Cable(loop, device, link) for device, link in given.cable}
    network = Network(*given.network)
    await network.turn("up")
    commands = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    print("ready", flush=True)
    while line := (await commands.readline()).decode():
        word, *of = line.split()
        if of:
            getattr(cables[of[0]], word)()
        else:
            await network.turn(word)


asyncio.run(main())
