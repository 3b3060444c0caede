package io.steelyard.gateway.tag;

/** What one good frame of a tag or code reader says. */
public sealed interface TagValue {

    /**
     * A code was read.
     *
     * @param scheme
     *            how to understand the code: {@link #EM4100}, {@link #EPC} or {@link #TEXT}
     */
    record TagRead(String scheme, String code) implements TagValue {}

    /** Nothing was read: no tag in the field, or an answer that carries none. */
    record TagStatus(String status) implements TagValue {}

    /** A 125 kHz transponder: version byte and four number bytes as ten upper-case hex characters. */
    String EM4100 = "em4100";

    /** A UHF electronic product code, upper-case hex. */
    String EPC = "epc";

    /** The text of a QR code or barcode. */
    String TEXT = "text";
}
