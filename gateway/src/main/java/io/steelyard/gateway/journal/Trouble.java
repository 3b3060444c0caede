package io.steelyard.gateway.journal;

import java.util.Locale;

/** What can be wrong with a journal, each with its own remedy: a full disk is never told as a lock, nor a lock as a dead card. */
public enum Trouble {
    /** Another program holds the database. */
    BUSY("another program holds the database; end it"),
    /** There is no room left. */
    FULL("the disk is full; free some space, weighing resumes by itself"),
    /** The disk, or its driver, could not read or write. */
    DISK_ERROR("the disk reports an error; replace the card"),
    /** The file may not be written, or not even opened. */
    NOT_WRITABLE(
            "it may not be written; check the folder's owner and whether the file system is mounted read-only"),
    /** The file's content is not what a database writes. */
    DAMAGED("the file is damaged"),
    /** The file is no database at all. */
    NOT_A_DATABASE("the file is damaged, it is no database any more"),
    /** It is sound, and another's: of another gateway or program. */
    FOREIGN(""),
    /** It is sound, and of a later release than this one. */
    LATER(""),
    /** Everything else; the message says what. */
    OTHER("");

    private final String meaning;

    Trouble(String meaning) {
        this.meaning = meaning;
    }

    /** As a label of a metric and in a status: {@code disk-error}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means and what to do, for a person; empty where only the message can say. */
    String meaning() {
        return meaning;
    }
}
