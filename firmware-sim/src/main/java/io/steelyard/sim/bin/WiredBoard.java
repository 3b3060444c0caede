package io.steelyard.sim.bin;

import io.steelyard.sim.device.Device;

/** The board that a bin is wired to. With each of its steps the bin and its visitors take one, so that all of them have one owner. */
public final class WiredBoard implements Device {
    private final Device board;
    private final Bin bin;
    private final Visitor visitor;

    /** @param board whose terminals are the bin's {@link Wires} */
    public WiredBoard(Device board, Bin bin, Visitor visitor) {
        this.board = board;
        this.bin = bin;
        this.visitor = visitor;
    }

    @Override
    public String name() {
        return board.name();
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        byte[] sent = board.advance(nowNanos, received);
        bin.step(nowNanos);
        visitor.step(nowNanos);
        return sent;
    }

    @Override
    public int commandsThatChange() {
        return board.commandsThatChange();
    }

    @Override
    public int commandsUnknown() {
        return board.commandsUnknown();
    }
}
