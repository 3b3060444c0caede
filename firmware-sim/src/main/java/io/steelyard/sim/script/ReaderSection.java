package io.steelyard.sim.script;

import io.steelyard.sim.device.FdxbReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the keys of a {@code [[device]]} that only some readers have. */
final class ReaderSection {
    private static final List<String> CHARSETS = List.of("utf-8", "gbk");
    private static final List<String> FORMS = Arrays.stream(FdxbReader.Form.values())
            .map(form -> form.name().toLowerCase(Locale.ROOT)).toList();

    private ReaderSection() {}

    static ReaderSpec read(Section section, Kind kind) {
        ReaderSpec usual = ReaderSpec.USUAL;
        return switch (kind) {
            case SCANNER -> new ReaderSpec(
                    section.text("prefix", "write what comes before each text, as \"]Q1\"").orElse(usual.prefix()),
                    Charset.forName(section.oneOf("charset", CHARSETS)),
                    section.flag("packets", usual.packets()), usual.sends());
            case FDX_B -> new ReaderSpec(usual.prefix(), usual.charset(), usual.packets(),
                    FdxbReader.Form.valueOf(section.oneOf("sends", FORMS).toUpperCase(Locale.ROOT)));
            default -> usual;
        };
    }
}
