package io.steelyard.gateway;

/** Command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("gateway");
    }
}
