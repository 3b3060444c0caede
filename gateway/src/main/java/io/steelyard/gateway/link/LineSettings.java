package io.steelyard.gateway.link;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Line settings of a serial port, written as technicians do: {@code 9600 8N1}.
 *
 * @param baud bits a second
 * @param dataBits 7 or 8
 * @param parity how the parity bit is set
 * @param stopBits 1 or 2
 */
public record LineSettings(int baud, int dataBits, Parity parity, int stopBits) {
    /** What most devices have. */
    public static final LineSettings USUAL = new LineSettings(9600, 8, Parity.N, 1);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{3,7}) ([78])([NEO])([12])");

    /** The parity bit: none, even or odd. */
    public enum Parity {
        N,
        E,
        O
    }

    /** Empty when the text is not of the form {@code 9600 8N1}. */
    public static Optional<LineSettings> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        return Optional.of(new LineSettings(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)),
                Parity.valueOf(written.group(3)), Integer.parseInt(written.group(4))));
    }

    @Override
    public String toString() {
        return baud + " " + dataBits + parity + stopBits;
    }
}
