package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KioskPathsTest {
    @TempDir
    private Path folder;
    private Booth booth;

    @BeforeEach
    void open() throws Exception {
        booth = Booth.open(Booth.plan(), folder);
    }

    @AfterEach
    void close() {
        booth.close();
    }

    /** What lies beside the pages in the jar, and what lies anywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"/page/../KioskServer.class", "/page/KioskServer.class", "/page/..%2fKioskServer.class",
            "/page/%2e%2e/built.txt", "/page/%2e%2e%2fbuilt.txt", "/../../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/page/..%5c..%5cbuilt.txt", "/page/..\\built.txt", "/page/weigh.html%00.css", "/page//built.txt",
            "//127.0.0.1/page/built.txt", "/page/./weigh.html", "/page/.htaccess", "/page/", "/page", "/r/", "/r/a/b",
            "/api", "/api/", "/api/site/", "/api//site", "/API/site", "/api/site;x=1", "/api/%73ite",
            "http://127.0.0.1/api/site", "*", "foo:bar", "/page/a/b/c/d/e/f/g", "/today/", "/page/.", "/page/..",
            "/page/%c0%ae%c0%ae/built.txt", "/page/package-info.class", "/io/steelyard/gateway/built.txt"})
    void a_path_that_is_not_plain_leads_nowhere(String target) throws Exception {
        try (var client = new RawClient(booth.port())) {
            var status = client.status(target, "127.0.0.1:" + booth.port());
            assertTrue(status == null || status.startsWith("HTTP/1.1 40"), () -> target + " is answered " + status);
        }
        assertEquals(200, booth.get("/api/site").statusCode(), "it goes on");
    }

    @Test
    void bytes_that_are_no_request_end_their_connection_and_nothing_else() throws Exception {
        for (var bytes : new String[]{"GET /page/a\0b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "\0\0\0\0\r\n\r\n",
                "GET\r\n\r\n", "GET /api/site\r\n\r\n", "\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n"}) {
            try (var client = new RawClient(booth.port())) {
                client.send(bytes);
                var status = client.line();
                assertTrue(status == null || status.startsWith("HTTP/1.1 4"), () -> bytes + " is answered " + status);
            }
        }
        assertEquals(200, booth.get("/api/site").statusCode());
    }

    /** A name of somebody else's that resolves to this machine would let their page read here (DNS rebinding). */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "127.0.0.1@evil.example",
            "LOCALHOST.evil"})
    void a_host_of_somebody_else_is_refused(String host) throws Exception {
        try (var client = new RawClient(booth.port())) {
            assertEquals("HTTP/1.1 421 ", client.status("/api/site", host));
        }
    }

    @Test
    void every_answer_forbids_what_the_pages_do_not_need() throws Exception {
        for (var path : new String[]{"/api/site", "/api/standing", "/nothing", "/page/nothing.js"}) {
            var headers = booth.get(path).headers();
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""), path);
            assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""), path);
            assertTrue(headers.firstValue("Content-Security-Policy").orElse("").contains("frame-ancestors 'none'"));
        }
    }

    @Test
    void other_methods_are_not_known() throws Exception {
        assertEquals(405, booth.send(booth.request("/api/site").DELETE()).statusCode());
        assertEquals(404, booth.send(booth.request("/nothing").DELETE()).statusCode());
    }
}
