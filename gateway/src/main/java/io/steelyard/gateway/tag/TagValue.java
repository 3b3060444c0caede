package io.steelyard.gateway.tag;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Reply;

/** What one good frame of a tag or code reader says. */
public sealed interface TagValue {

    /**
     * A code was read.
     *
     * @param scheme
     *            how to understand the code: one of the names below; codes of two schemes are never the same thing
     * @param uri
     *            the same code as a person knows it, {@code urn:epc:id:…}; null where the code is not of that kind
     */
    record TagRead(String scheme, String code, @Nullable String uri) implements TagValue {

        /** A code that has no URI. */
        public TagRead(String scheme, String code) {
            this(scheme, code, null);
        }
    }

    /** No code now, and why: no tag in the field, or several; or a key that is none. */
    record TagStatus(String status) implements TagValue {}

    /** The reader answered, and says nothing of a tag. */
    record TagReply(Reply reply) implements TagValue {}

    /** A 125 kHz transponder: version byte and four number bytes as ten upper-case hex characters. */
    String EM4100 = "em4100";

    /** A 134.2 kHz transponder of a bin or a bag: country, three digits, and national number, twelve. */
    String ISO11784 = "iso11784";

    /** As {@link #ISO11784}, with the animal flag set: the same digits are another transponder. */
    String ISO11784_ANIMAL = "iso11784-animal";

    /** A 13.56 MHz card: the UID of 4, 7 or 10 bytes, upper-case hex. */
    String ISO14443A = "iso14443a";

    /** A UHF electronic product code, upper-case hex. */
    String EPC = "epc";

    /** A 26-bit Wiegand word: facility, three digits, a hyphen, card, five digits. */
    String WIEGAND_26 = "wiegand-26";

    /** A 34-bit Wiegand word: facility, five digits, a hyphen, card, five digits. */
    String WIEGAND_34 = "wiegand-34";

    /** The text of a QR code or barcode. */
    String TEXT = "text";

    /** A GS1 element string without its symbology identifier; 1D separates elements. */
    String GS1 = "gs1";
}
