package io.steelyard.sim.demo;

import io.steelyard.sim.wire.DeviceLoop;
import java.util.Locale;
import java.util.SplittableRandom;

/** The sites that can be demonstrated. */
enum DemoSite {
    SERVICE_STATION {
        @Override
        Site build(DeviceLoop devices, SplittableRandom random) {
            return new ServiceStation(devices, random);
        }
    },
    SMART_BIN {
        @Override
        Site build(DeviceLoop devices, SplittableRandom random) {
            return new SmartBin(devices, random);
        }
    };

    abstract Site build(DeviceLoop devices, SplittableRandom random);

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
