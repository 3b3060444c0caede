package io.steelyard.gateway.config;

/** Configurations without faults; tests replace a line. */
final class Samples {
    /** The public key of RFC 8032, 7.1, test 1. */
    static final String PLATFORM_KEY = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    static final String SHORTEST = """
            [gateway]
            id = "hz-yuhang-0042"
            city = "hangzhou"
            data = "/var/lib/steelyard"

            [uplink]
            broker = "tcp://broker.example:1883"
            platform_key = "platform.pem"

            [[station]]
            name = "bay-1"

            [station.scale]
            name = "bay-1-scale"
            dialect = "toledo-continuous"
            link = "serial:/dev/serial/by-id/usb-scale"
            unit = "kg"
            division = "0.01"
            max = "60.00"
            """;

    static final String LONGEST = """
            [gateway]
            id = "hz-yuhang-0042"
            city = "hangzhou"
            data = "/var/lib/steelyard"
            reserve = "1 GB"
            keep = "31 days"
            keep_size = "500 MB"

            [uplink]
            broker = "tcp://broker.example:1883"
            platform_key = "platform.pem"
            keep_alive = "1 h"
            window = 64
            acknowledge_within = "30 s"
            ack = "broker"

            [catalog]
            tariff = "tariff.toml"

            [[station]]
            name = "bay-1"
            material = "0103"
            needs = ["bag", "household"]
            code_wait = "2 min"
            code_keep = "60s"
            commit = "confirm"
            manual = true

            [station.scale]
            name = "bay-1-scale"
            dialect = "mt-sics"
            link = "tcp://10.0.0.7:4001"
            serial = "SN-7"
            unit = "g"
            division = "5"
            min = "50"
            max = "15000"
            settle_readings = 8
            settle = "500 ms"
            silence = "5 s"
            settle_wait = "20 s"
            poll = "250 ms"

            [[station.reader]]
            name = "bay-1-qr"
            dialect = "scanner"
            link = "serial:/dev/ttyUSB1"
            line = "115200 7E2"
            reads = "bag"
            pattern = "BAG-[0-9]{6}"

            [[station.reader]]
            name = "bay-1-card"
            dialect = "rdm6300"
            link = "serial:/dev/ttyUSB2"
            reads = "household"
            """;

    static final String TARIFF = """
            document = "tariff"
            version = "2026-11"
            valid_from = "2026-11-01"
            name = { zh-CN = "积分标准", en = "Points tariff" }
            decimals = 1
            rounding = "half-up"
            unit = "kg"

            [points_per_kilogram]
            U = "0.80"
            0103 = "1.20"
            """;

    static final String FACTORS = """
            document = "factors"
            version = "warm-16"
            valid_from = "2026-11-01"
            name = { zh-CN = "因子", en = "Factors" }
            indicative = true
            source = "WARM"
            baseline = "virgin manufacture"

            [kg_co2e_per_kg]
            0103 = { value = "-3.46", of = "Corrugated" }
            """;

    private Samples() {}
}
