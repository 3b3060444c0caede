package io.steelyard.gateway.tag;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the scanner of a site was set up; the gateway cannot ask it.
 *
 * @param terminator
 *            what it sends behind each text
 * @param encoding
 *            how it writes characters
 * @param prefix
 *            what it sends before each text, as {@code ]Q1}; taken off. A text without it lost its beginning and is
 *            refused. May be empty
 * @param gs1
 *            its codes are GS1 element strings; whatever else it reads is refused
 */
public record ScannerSettings(Terminator terminator, Encoding encoding, String prefix, boolean gs1) {

    /** CR, LF, CR LF or TAB, UTF-8, no prefix, any text. */
    public static final ScannerSettings USUAL = new ScannerSettings(Terminator.ANY, Encoding.UTF_8, "", false);

    /** What ends a text. */
    public enum Terminator {
        /** CR, LF, CR LF or TAB, whichever comes; after a CR one more byte or silence tells CR from CR LF. */
        ANY("any"),
        CR("cr"),
        LF("lf"),
        CR_LF("crlf"),
        TAB("tab"),
        /** Nothing: the text ends when the line falls silent. */
        NONE("none");

        private final String word;

        Terminator(String word) {
            this.word = word;
        }

        /** The terminator of this name in a configuration. */
        public static Optional<Terminator> named(String word) {
            return Arrays.stream(values()).filter(terminator -> terminator.word.equals(word)).findFirst();
        }

        /** The name in configuration. */
        public String word() {
            return word;
        }
    }

    /** How characters are written. */
    public enum Encoding {
        UTF_8("utf-8", StandardCharsets.UTF_8),
        /** What many scanners send for Chinese text unless told otherwise. */
        GBK("gbk", Charset.forName("GBK"));

        private final String word;
        private final Charset charset;

        Encoding(String word, Charset charset) {
            this.word = word;
            this.charset = charset;
        }

        /** The encoding of this name in a configuration. */
        public static Optional<Encoding> named(String word) {
            return Arrays.stream(values()).filter(encoding -> encoding.word.equals(word)).findFirst();
        }

        /** The name in configuration. */
        public String word() {
            return word;
        }

        Charset charset() {
            return charset;
        }
    }
}
