package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.catalog.Materials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlTable;

/** What a kiosk could be showing, as the daemon's words for it. */
final class Scene {
    static final String CLERK = "{\"operator\":{\"name\":\"w1\",\"display\":\"王芳\",\"role\":\"clerk\"}," + operators()
            + "}";
    static final String TECHNICIAN = "{\"operator\":{\"name\":\"t1\",\"display\":\"赵工\",\"role\":\"technician\"},"
            + operators() + "}";
    static final String NOBODY = "{\"operator\":null," + operators() + "}";
    static final String AT_EASE = standing(1842, 1842, "");
    static final String IN_TROUBLE = standing(1854, 1842, trouble("uplink-offline", "warn", "null") + ","
            + trouble("clock", "warn", "null") + "," + trouble("disk-short", "warn", "null") + ","
            + trouble("check-overdue", "warn", "\"bay-1\""));
    private static final String RECEIPT = "5f0c1a2b-1842-ABCDEFGHJK";

    private Scene() {}

    private static String operators() {
        return """
                "required":true,"operators":[{"name":"w1","display":"王芳","role":"clerk"},
                {"name":"w2","display":"李建国","role":"clerk"},{"name":"t1","display":"赵工","role":"technician"}]""";
    }

    static String standing(long head, long acknowledged, String troubles) {
        return """
                {"head":%d,"acknowledged":%d,"waiting":%d,"oldestWaitingMs":190000,"uplink":"ok","uplinkText":"","troubles":[%s]}"""
                .formatted(head, acknowledged, head - acknowledged, troubles);
    }

    private static String trouble(String code, String severity, String station) {
        return "{\"code\":\"%s\",\"severity\":\"%s\",\"text\":\"%s\",\"station\":%s}".formatted(code, severity, code,
                station);
    }

    /** A site with all materials, one station. */
    static String site(String commit) throws IOException {
        var document = Toml.parse(Path.of("..", "config", "catalog", "materials-2026-11.toml"));
        var materials = document.getTableOrEmpty("materials").entrySet().stream()
                .map(entry -> named(entry.getKey(), entry.getValue(),
                        ",\"group\":\"" + group(entry.getKey()) + "\",\"points\":"
                                + (entry.getKey().equals("H1") ? "null" : "\"0.80\"")))
                .collect(Collectors.joining(","));
        var groups = document.getTableOrEmpty("groups").entrySet().stream()
                .map(entry -> named(entry.getKey(), entry.getValue(), "")).collect(Collectors.joining(","));
        return """
                {"gateway":"hz-yuhang-0042","city":"hangzhou","software":"steelyard","stations":[{"name":"bay-1","commit":"%s",
                "manual":true,"unit":"kg","division":"0.01","min":"0.20","max":"60.00","needs":["bag"],"material":"U"}],
                "materials":[%s],"groups":[%s],"tariff":{"version":"hz-2026-11","sha256":"00"},"factors":null,
                "often":["0103","0201","0106","0402","0501","H1"],"languages":["zh-CN","en"]}"""
                .formatted(commit, materials, groups);
    }

    private static String group(String code) {
        return Materials.groups().stream().filter(code::startsWith).findFirst().orElse(code);
    }

    private static String named(String code, Object names, String more) {
        var table = (TomlTable) names;
        return "{\"code\":\"%s\",\"zh\":\"%s\",\"en\":\"%s\"%s}".formatted(code, table.getString("zh-CN"),
                table.getString("en"), more);
    }

    /** The station with a load of 10.10 kg, or nothing where it is null. */
    static String station(String phase, @Nullable String weight, String more) {
        return """
                {"station":"bay-1","phase":"%s","weight":%s,"unit":"kg","bag":"BAG-000042","household":true,"missing":["bag"],
                "choice":{"material":"U","unpaid":"0.00"},"points":{"value":"8.08","perKilogram":"0.80","tariff":"hz-2026-11"},
                "fault":null%s}"""
                .formatted(phase, weight == null ? "null" : "\"" + weight + "\"", more);
    }

    /** How the latest attempt ended. */
    static String recorded(long seq) {
        return """
                ,"outcome":{"recorded":{"seq":%d,"id":"id-%d","net":"10.10","unit":"kg","material":"U","bag":"BAG-000042",
                "points":{"value":"8.08","perKilogram":"0.80","tariff":"hz-2026-11"},"receipt":"%s"}}"""
                .formatted(seq, seq, RECEIPT);
    }

    static String fault(String code) {
        return ",\"fault\":{\"code\":\"" + code + "\",\"text\":\"" + code + "\"}";
    }

    static String today() {
        var entries = new StringBuilder();
        for (long seq = 1842; seq > 1812; seq--) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append(entry(seq, seq % 7 == 0, seq % 5 == 0, seq % 11 == 0 ? "manual" : "scale"));
        }
        return """
                {"day":"2026-11-21","entries":[%s],"totals":{"groups":[{"group":"U","count":18,"net":"181.80","paid":"171.80","points":"137.44"},
                {"group":"01","count":9,"net":"62.30","paid":"62.30","points":"49.84"},{"group":"H","count":3,"net":"2.40","paid":"0.00",
                "points":"0.00"}],"hours":[{"hour":8,"net":"40.10"},{"hour":9,"net":"96.40"},{"hour":11,"net":"110.00"}]},
                "shift":{"id":"s1","openedAt":"2026-11-21T08:00:00Z","operator":"王芳","voids":1,"corrections":2,"manual":0,"groups":[{"group":"U","count":18,"net":"181.80",
                "paid":"171.80","points":"137.44"}]},"truncated":false}"""
                .formatted(entries);
    }

    static String entry(long seq, boolean voided, boolean corrected, String how) {
        return """
                {"seq":%d,"id":"019a","at":"2026-11-21T08:05:12.341Z","type":"weighing","station":"bay-1","net":"10.10","paid":"8.10",
                "unpaid":"2.00","unit":"kg","material":"0103","bag":"BAG-000042","points":{"value":"6.48","perKilogram":"0.80",
                "tariff":"hz-2026-11"},"operator":"w1","entry":"%s","voided":%s,"corrected":%s,"correctedBy":null,"received":%s,
                "receipt":"%s"}"""
                .formatted(seq, how, voided, corrected, seq < 1830, RECEIPT);
    }

    /** A check that waits for the reference mass a second time. */
    static String checking() {
        return """
                {"station":"bay-1","running":true,"task":"PLACE_THE_REFERENCE","weight":"0.00","unit":"kg","rounds":3,"reference":"10.00",
                "zeros":["0.00","0.00"],"loads":["10.00"]}""";
    }

    static String doctor() {
        return """
                {"verdict":"wrong","millis":812,"findings":[{"code":"port-opens","grade":"well","subject":"bay-1-scale",
                "evidence":"serial:/dev/ttyUSB0 opens","remedy":""},{"code":"clock-unsynchronised","grade":"mind","subject":"clock",
                "evidence":"not synchronised since the start","remedy":"timedatectl set-ntp true"},{"code":"sync-implausible",
                "grade":"wrong","subject":"card","evidence":"a sync takes 11 µs","remedy":"replace the card"}]}""";
    }
}
