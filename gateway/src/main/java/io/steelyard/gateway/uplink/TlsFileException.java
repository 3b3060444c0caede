package io.steelyard.gateway.uplink;

import java.io.IOException;
import java.nio.file.Path;

/** A file that TLS needs is of no use; the message names it, what is wrong and the remedy. */
public final class TlsFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String fault;

    TlsFileException(Path file, String fault) {
        super(file + " " + fault);
        this.fault = fault;
    }

    TlsFileException(Path file, String fault, Throwable cause) {
        super(file + " " + fault, cause);
        this.fault = fault;
    }

    /** The same without the file's name. */
    public String fault() {
        return fault;
    }
}
