package io.steelyard.gateway.journal;

/** How much room the disk has left beside the reserve that only accepted facts and alarms may use. */
enum Room {
    ENOUGH {
        @Override
        String sentence(long freeBytes, long reserveBytes) {
            return "the disk has room again, " + megabytes(freeBytes) + " free";
        }
    },
    SHORT {
        @Override
        String sentence(long freeBytes, long reserveBytes) {
            return "the disk runs short, " + megabytes(freeBytes) + " free; below " + megabytes(reserveBytes)
                    + " new weighings are refused; free some space";
        }
    },
    RESERVE {
        @Override
        String sentence(long freeBytes, long reserveBytes) {
            return "the disk is full up to its reserve, " + megabytes(freeBytes) + " free of "
                    + megabytes(reserveBytes) + "; free some space, weighing resumes by itself";
        }
    };

    private static final int SHORT_RESERVES = 2;
    private static final long MEGABYTE = 1_000_000;

    static Room of(long freeBytes, long reserveBytes) {
        if (freeBytes < reserveBytes) {
            return RESERVE;
        }
        return freeBytes < SHORT_RESERVES * reserveBytes ? SHORT : ENOUGH;
    }

    /** What a person is told when it comes to this. */
    abstract String sentence(long freeBytes, long reserveBytes);

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + " MB";
    }
}
