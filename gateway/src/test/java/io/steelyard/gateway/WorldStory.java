package io.steelyard.gateway;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests share that tell a story of one calm {@link World}: the gateway's keys, and a data folder of its own for each story. */
abstract class WorldStory {
    /** Long enough for whatever clerks do in a story. */
    static final long WEIGHED_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    @TempDir
    Path temporary = Path.of("");

    Path keys = Path.of("");

    /** What happens; the story judges in its end. */
    interface Story {
        void in(World world, Path folder) throws Exception;
    }

    @BeforeEach
    void makeKeys() throws Exception {
        keys = WorldTest.keys(temporary);
    }

    /** On a disk that does what it is told. */
    void tell(Story story) {
        tell(new FaultyDisk.Faultless(), story);
    }

    void tell(FaultyDisk.Seam disk, Story story) {
        WorldTest.inAFolder(temporary, folder -> {
            story.in(World.calm(folder, keys, disk), folder);
            return folder;
        });
    }
}
