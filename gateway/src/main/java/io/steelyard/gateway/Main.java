package io.steelyard.gateway;

/** Where the program begins. The service does without the command line, see {@link Service}, and this class knows nothing of its library. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) throws InterruptedException {
        var service = Service.of(args);
        System.exit(service.isPresent() ? service.get().run() : SteelyardCommand.line().execute(args));
    }
}
