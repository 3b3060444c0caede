package io.steelyard.gateway.tag;

import io.steelyard.gateway.frame.Replies;

/** What frames say, written short. */
final class TagValues {

    private TagValues() {}

    static TagValue em4100(String code) {
        return new TagValue.TagRead("em4100", code);
    }

    static TagValue bin(String code) {
        return new TagValue.TagRead("iso11784", code);
    }

    static TagValue animal(String code) {
        return new TagValue.TagRead("iso11784-animal", code);
    }

    static TagValue card(String uid) {
        return new TagValue.TagRead("iso14443a", uid);
    }

    static TagValue epc(String code) {
        return new TagValue.TagRead("epc", code);
    }

    static TagValue text(String text) {
        return new TagValue.TagRead("text", text);
    }

    static TagValue reply(String... namesAndValues) {
        return new TagValue.TagReply(Replies.of(namesAndValues));
    }

    static TagValue refusal(String... namesAndValues) {
        return new TagValue.TagReply(Replies.refusal(namesAndValues));
    }

    static TagValue status(String status) {
        return new TagValue.TagStatus(status);
    }
}
