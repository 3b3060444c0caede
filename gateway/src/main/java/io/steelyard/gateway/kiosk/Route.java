package io.steelyard.gateway.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One kind of request and who answers it.
 *
 * @param method GET, POST, DELETE
 * @param path its segments; {@code *} stands for any one
 * @param access who may ask
 */
record Route(String method, List<String> path, Access access, Answer answer) {
    private static final String ANY = "*";

    /** Who may ask. */
    enum Access {
        /** Everybody who reaches the server. */
        ANYBODY,
        /** Who stands at the panel: everybody on the loopback, nobody elsewhere. */
        HERE,
        /** On the loopback everybody, elsewhere who is signed in. */
        VIEWER,
        /** Who may look on, and who has the scraper's token. */
        SCRAPER,
        /** Who is signed in; everybody on the loopback of a site that names no operators. */
        CLERK,
        /** Who is signed in as a technician. */
        TECHNICIAN
    }

    /** Answers one request. */
    interface Answer {
        Reply to(Call call) throws Refusal;
    }

    static Route get(String path, Access access, Answer answer) {
        return of("GET", path, access, answer);
    }

    static Route post(String path, Access access, Answer answer) {
        return of("POST", path, access, answer);
    }

    static Route delete(String path, Access access, Answer answer) {
        return of("DELETE", path, access, answer);
    }

    private static Route of(String method, String path, Access access, Answer answer) {
        return new Route(method, List.of(path.substring(1).split("/", -1)), access, answer);
    }

    /** What stood for the stars, if the path is this one's. */
    Optional<List<String>> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        var stars = new ArrayList<String>();
        for (int index = 0; index < segments.size(); index++) {
            if (path.get(index).equals(ANY)) {
                stars.add(segments.get(index));
            } else if (!path.get(index).equals(segments.get(index))) {
                return Optional.empty();
            }
        }
        return Optional.of(stars);
    }
}
