package io.steelyard.gateway.field;

import static io.steelyard.gateway.config.AnswersFile.quoted;

import java.util.List;
import java.util.stream.IntStream;

/** The configuration that answers make: as {@code config/service-station.toml} explains it, without the explanations. */
final class GatewayToml {
    static final String PLATFORM_KEY = "platform.pub";
    static final String AUTHORITY = "ca.pem";
    static final String CERTIFICATE = "gateway.crt";
    static final String TLS_KEY = "gateway-tls.key";

    private GatewayToml() {}

    /**
     * @param documents the lines of the table {@code [catalog]}; none without documents
     * @param certificate whether the gateway's certificate is there
     */
    static String of(Answers answers, List<String> documents, boolean certificate) {
        var text = new StringBuilder(
                """
                        # Written by `steelyard provision`; config/service-station.toml explains every setting and those left out.
                        [gateway]
                        id = %s
                        city = %s
                        data = "."

                        [uplink]
                        broker = %s
                        platform_key = "%s"
                        """
                        .formatted(quoted(answers.text("gateway")), quoted(answers.text("city")),
                                quoted(answers.text("broker")), PLATFORM_KEY));
        if (answers.encrypted()) {
            tls(text, answers, certificate);
        }
        if (!documents.isEmpty()) {
            text.append("\n[catalog]\n");
            documents.forEach(line -> text.append(line).append('\n'));
        }
        for (int scale = 1; scale <= answers.scales().size(); scale++) {
            station(text, answers, scale);
        }
        return text.toString();
    }

    private static void tls(StringBuilder text, Answers answers, boolean certificate) {
        text.append("\n[uplink.tls]\n");
        if (!answers.text("tls-ca").equals("usual")) {
            text.append("ca = \"" + AUTHORITY + "\"\n");
        }
        if (certificate) {
            text.append("certificate = \"" + CERTIFICATE + "\"\nkey = \"" + TLS_KEY + "\"\n");
        }
    }

    private static void station(StringBuilder text, Answers answers, int number) {
        var key = "scale-" + number;
        var scale = answers.scales().get(number - 1);
        text.append("\n[[station]]\nname = \"bay-" + number + "\"\n");
        if (reads(answers, number).contains(answers.profile().needs())) {
            text.append("needs = [\"" + answers.profile().needs() + "\"]\n");
        }
        text.append("\n[station.scale]\nname = \"bay-" + number + "-scale\"\n");
        device(text, scale);
        if (!answers.text(key + "-serial").equals(Answers.NONE)) {
            text.append("serial = " + quoted(answers.text(key + "-serial")) + "\n");
        }
        text.append("unit = \"" + answers.text(key + "-unit") + "\"\ndivision = \"" + answers.text(key + "-division")
                + "\"\nmax = \"" + answers.text(key + "-max") + "\"\n");
        for (int reader = 1; reader <= answers.readers().size(); reader++) {
            if (answers.stationOf(reader) == number) {
                text.append("\n[[station.reader]]\nname = \"bay-" + number + "-reader-" + reader + "\"\n");
                device(text, answers.readers().get(reader - 1));
                text.append("reads = \"" + answers.text("reader-" + reader + "-reads") + "\"\n");
            }
        }
    }

    private static List<String> reads(Answers answers, int station) {
        return IntStream.rangeClosed(1, answers.readers().size())
                .filter(reader -> answers.stationOf(reader) == station)
                .mapToObj(reader -> answers.text("reader-" + reader + "-reads")).toList();
    }

    private static void device(StringBuilder text, Answers.Device device) {
        text.append("dialect = \"" + device.attached().dialect() + "\"\nlink = " + quoted(device.link()) + "\n");
        if (!device.attached().line().isEmpty()) {
            text.append("line = \"" + device.attached().line() + "\"\n");
        }
    }
}
