package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Protocol;

/** One reader dialect, whole: its frame, and what it is beside its frame. */
interface TagGrammar extends Grammar<TagValue> {

    /** What the dialect is beside its frame. */
    Protocol protocol();

    /** The schemes of the codes it reads, see {@link TagValue}. */
    List<String> schemes();
}
