package io.steelyard.sim.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Facts in a file that only grows: one line a fact, exact bytes TAB base64 signature TAB key id. A fact is one line of
 * JSON, so it holds no line feed; a TAB between its tokens does no harm, because the last two of a line count. A fact
 * that the next signed one vouches for has neither signature nor key id; the TABs stay. Where a batch overlapped what was
 * there, a fact may stand twice.
 *
 * <p>Whatever {@link #append} returned from is on the disk. A crash may leave a last line without its end, and lines
 * without the signed one that was to vouch for them; nobody was promised those, so opening cuts them off.
 */
public final class FactsFile implements AutoCloseable {
    private final FileChannel channel;

    private FactsFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens for appending, creates the file when there is none. Close releases it. */
    public static FactsFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long whole = wholeLinesBytes(Files.readAllBytes(file));
            channel.truncate(whole);
            channel.position(whole);
            return new FactsFile(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** All facts of a file in order, none when there is no file. Throws when a whole line is not a fact's. */
    public static List<SignedFact> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] content = Files.readAllBytes(file);
        int whole = wholeLinesBytes(content);
        List<SignedFact> facts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < whole; i++) {
            if (content[i] == '\n') {
                facts.add(fact(Arrays.copyOfRange(content, start, i), file, facts.size() + 1));
                start = i + 1;
            }
        }
        return facts;
    }

    /** Appends facts and returns when they are on the disk. Throws when they may not be. */
    public void append(List<SignedFact> facts) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (SignedFact fact : facts) {
            String tail = "\t" + Base64.getEncoder().encodeToString(fact.signature()) + "\t" + fact.keyId() + "\n";
            lines.writeBytes(fact.bytes());
            lines.writeBytes(tail.getBytes(StandardCharsets.US_ASCII));
        }
        ByteBuffer unwritten = ByteBuffer.wrap(lines.toByteArray());
        while (unwritten.hasRemaining()) {
            channel.write(unwritten);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Up to the end of the last whole line with a signature. */
    private static int wholeLinesBytes(byte[] content) {
        int end = content.length;
        while (end > 0 && (content[end - 1] != '\n' || endsUnsigned(content, end))) {
            end--;
        }
        return end;
    }

    private static boolean endsUnsigned(byte[] content, int end) {
        return end > 2 && content[end - 2] == '\t' && content[end - 3] == '\t';
    }

    private static SignedFact fact(byte[] line, Path file, int number) throws IOException {
        try {
            return fact(line);
        } catch (IOException unreadable) {
            throw new IOException("read " + file + ": line " + number + " " + unreadable.getMessage(), unreadable);
        }
    }

    /** The fact of one line, without its end. Throws with what is wrong with the line. */
    public static SignedFact fact(byte[] line) throws IOException {
        int keyTab = lastTab(line, line.length);
        int signatureTab = lastTab(line, keyTab);
        if (signatureTab < 0) {
            throw new IOException("is not bytes TAB signature TAB key id");
        }
        String signature = ascii(line, signatureTab + 1, keyTab);
        try {
            return new SignedFact(Arrays.copyOf(line, signatureTab), Base64.getDecoder().decode(signature),
                    ascii(line, keyTab + 1, line.length));
        } catch (IllegalArgumentException e) {
            throw new IOException("has a damaged signature", e);
        }
    }

    private static int lastTab(byte[] line, int before) {
        int tab = before - 1;
        while (tab >= 0 && line[tab] != '\t') {
            tab--;
        }
        return tab;
    }

    private static String ascii(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }
}
