package io.steelyard.gateway;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.FactSigner;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.PemFile;
import io.steelyard.gateway.ops.NotifySocket;
import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.time.ZoneId;

/**
 * What every start needs and Java takes longest to make ready, begun on another core while the configuration is read, in the order in
 * which it will be wanted. Java makes each of them ready once; who wants one meanwhile waits for it.
 */
final class HeadStart {
    private HeadStart() {}

    static void begin() {
        Thread.ofPlatform().daemon().name("head start").start(HeadStart::run);
    }

    private static void run() {
        try {
            PemFile.prepare();
            var _ = BigDecimal.valueOf(1);
            SystemTime.open();
            var _ = ZoneId.systemDefault();
            Connections.prepare();
            FactSigner.prepare();
            var _ = NotifySocket.at("@nobody"); // binds the calls, and makes none
        } catch (IOException | GeneralSecurityException | JournalException | LinkageError failed) {
            return; // the start meets it and tells
        }
    }
}
