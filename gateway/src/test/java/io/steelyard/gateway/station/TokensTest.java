package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void a_token_is_the_first_half_of_the_codes_hmac() {
        // RFC 4231, test case 2: key "Jefe", digest 5bdcc146bf60754e6a042426089575c7 5a003f08…
        var tokens = new Tokens("Jefe".getBytes(StandardCharsets.US_ASCII));

        assertEquals("W9zBRr9gdU5qBCQmCJV1xw", tokens.of("what do ya want for nothing?"));
    }

    @Test
    void the_same_code_is_another_token_under_another_key() {
        assertNotEquals(new Tokens(new byte[]{1}).of("card-4711"), new Tokens(new byte[]{2}).of("card-4711"));
    }
}
