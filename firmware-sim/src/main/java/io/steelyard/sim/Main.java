package io.steelyard.sim;

/** Command line of the simulator. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("sim");
    }
}
