package io.steelyard.gateway.bin;

/** Where a bin's views go: the resident's page, lamps and buzzers. Never waits. */
public interface BinDisplay {
    void show(BinView view);
}
