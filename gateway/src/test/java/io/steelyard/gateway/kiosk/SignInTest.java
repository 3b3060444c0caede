package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SignInTest {
    private static final PinHash PIN = PinHash.of("4711", new SecureRandom());
    private static final Operator WANG = new Operator("w1", "Wang", Operator.Role.CLERK, Optional.empty(), PIN);

    private final SignIn signIn = new SignIn(List.of(WANG), new SecureRandom());
    private final Sessions sessions = new Sessions(new SplittableRandom(1));

    @Test
    void wrong_pins_wait_twice_as_long_each_time_and_the_right_one_forgives() throws Refusal {
        long now = 0;
        long pause = SignIn.PAUSE_FIRST_NANOS;
        for (int attempt = 0; attempt < 9; attempt++) {
            refused(now, "0000", "pin");
            refused(now + pause - 1, "4711", "wait");
            now += pause;
            pause = Math.min(SignIn.PAUSE_LONGEST_NANOS, pause * 2);
        }
        assertEquals(SignIn.PAUSE_LONGEST_NANOS, pause);
        assertEquals(WANG, signIn.byPin("w1", "4711", now));
        refused(now, "0000", "pin");
        assertEquals(WANG, signIn.byPin("w1", "4711", now + SignIn.PAUSE_FIRST_NANOS));
    }

    private void refused(long now, String pin, String code) {
        var reply = assertThrows(Refusal.class, () -> signIn.byPin("w1", pin, now)).reply();
        assertTrue(new String(reply.bytes(), StandardCharsets.UTF_8).contains("\"code\":\"" + code),
                code);
    }

    @Test
    void a_session_that_nobody_uses_ends() {
        var session = sessions.begin(WANG, 0);
        assertTrue(sessions.use(session.key(), Sessions.UNUSED_NANOS_MAX).isPresent());
        assertTrue(sessions.use(session.key(), 2 * Sessions.UNUSED_NANOS_MAX).isPresent(), "use keeps it");
        assertFalse(sessions.use(session.key(), 3 * Sessions.UNUSED_NANOS_MAX + 1).isPresent());
        assertFalse(sessions.use(session.key(), 3 * Sessions.UNUSED_NANOS_MAX + 1).isPresent());
    }

    @Test
    void the_session_unused_longest_makes_room_for_one_too_many() {
        var first = sessions.begin(WANG, 0);
        var second = sessions.begin(WANG, 0);
        for (int more = 2; more < Sessions.SESSIONS_MAX; more++) {
            sessions.begin(WANG, 0);
        }
        sessions.use(first.key(), 1);
        sessions.begin(WANG, 2);
        assertTrue(sessions.use(first.key(), 3).isPresent());
        assertFalse(sessions.use(second.key(), 3).isPresent());
    }

    @Test
    void a_pin_is_known_by_its_hash_and_two_hashes_of_it_differ() {
        var again = PinHash.parse(PIN.toString()).orElseThrow();
        assertEquals(PIN, again);
        assertTrue(again.fits("4711"));
        assertFalse(again.fits("4710"));
        assertFalse(PIN.toString().equals(PinHash.of("4711", new SecureRandom()).toString()));
        assertTrue(PIN.toString().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), PIN.toString());
    }

    @Test
    void texts_that_are_no_such_hash_are_refused() {
        for (var text : List.of("", "4711", "$2y$10$abc", PIN.toString().replace("m=19456", "m=999999"),
                PIN.toString().replace("m=19456", "m=8"), PIN.toString().replace("t=2", "t=99"),
                PIN.toString().replace("argon2id", "argon2i"), PIN + "x")) {
            assertEquals(Optional.empty(), PinHash.parse(text), text);
        }
    }
}
