package io.steelyard.gateway.uplink;

import java.util.List;

/**
 * Who takes the documents that the platform wants in force here, from {@code …/desired/{document}}. Called on the uplink's thread,
 * may write files.
 */
public interface DesiredDocuments {
    /** No document is larger, in bytes. */
    int BYTES_MAX = 4 * 1024 * 1024;

    /** For a gateway that wants none. */
    DesiredDocuments NONE = new DesiredDocuments() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public boolean heard(String document, byte[] payload, byte[] signature) {
            return false;
        }

        @Override
        public void look(long nowNanos) {
            // nothing changes by itself
        }
    };

    /** What is listened to: each the last part of a topic. */
    List<String> names();

    /**
     * The platform says a document, for the first time or once more.
     *
     * @param document one of the names
     * @param payload its exact bytes, at most {@link #BYTES_MAX}
     * @param signature the platform's over them, verified
     * @return false when it is malformed or not for this gateway: nothing was changed by it
     */
    boolean heard(String document, byte[] payload, byte[] signature);

    /** Called several times a minute, connected or not: time to keep what changes by itself. */
    void look(long nowNanos);
}
