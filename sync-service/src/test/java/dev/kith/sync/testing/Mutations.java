package dev.kith.sync.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files and answers as transfers, editors and bad programs do. */
public final class Mutations {

    private static final List<String> OF_CARDS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\n ",
            "=\r\n",
            "\u0000",
            "\uFEFF",
            "\u0001\u0002",
            ":",
            ";",
            ",",
            "\\",
            "\"",
            "=",
            "BEGIN:VCARD\r\n",
            "END:VCARD\r\n",
            "BEGIN:VEVENT\r\n",
            "AGENT:\r\n",
            "AGENT:BEGIN:VCARD\\nFN:x\\nEND:VCARD\\n",
            ";ENCODING=QUOTED-PRINTABLE",
            ";ENCODING=BASE64",
            ";CHARSET=UTF-7",
            ";CHARSET=windows-1251",
            ";TYPE=\"",
            "VERSION:2.1\r\n",
            "VERSION:4.0\r\n",
            "X-ABShowAs:COMPANY\r\n",
            "KIND:group\r\n",
            "item1.",
            "\u00E4\uD83D\uDE00",
            "99999999999999999999");

    private static final List<String> OF_ANSWERS = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[",
            "{",
            "}",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\u0000",
            "\uFEFF",
            "<",
            ">",
            "</",
            "&",
            "&#0;",
            "&x;",
            "<!DOCTYPE a>",
            "<![CDATA[",
            "]]>",
            "xmlns=\"DAV:\"",
            "HTTP/1.1 404",
            "\u00E4\uD83D\uDE00");

    private final Random random;
    private final List<byte[]> others;
    private final List<String> pieces;

    private Mutations(Random random, List<byte[]> others, List<String> pieces) {
        this.random = random;
        this.others = others;
        this.pieces = pieces;
    }

    /** @param others files of which parts may get in */
    public static Mutations ofCards(Random random, List<byte[]> others) {
        return new Mutations(random, others, OF_CARDS);
    }

    /** The same of JSON and XML. */
    public static Mutations ofAnswers(Random random, List<byte[]> others) {
        return new Mutations(random, others, OF_ANSWERS);
    }

    public byte[] of(byte[] original) {
        byte[] bytes = original;
        for (int i = 0; i <= random.nextInt(12); i++) {
            bytes = once(bytes);
        }
        return bytes;
    }

    /** With a single thing wrong. */
    public byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return piece();
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(200)));
        return switch (random.nextInt(9)) {
            case 0 -> with(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> with(bytes, at, length, new byte[0]);
            case 3 -> with(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 4 -> with(bytes, random.nextInt(bytes.length), 0, Arrays.copyOfRange(bytes, at, at + length));
            case 5, 6 -> with(bytes, at, 0, piece());
            case 7 -> with(bytes, at, 0, foreign());
            default -> with(bytes, lineStart(bytes, at), 0, piece());
        };
    }

    private byte[] piece() {
        return pieces.get(random.nextInt(pieces.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] foreign() {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(500)));
    }

    private static int lineStart(byte[] bytes, int at) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static byte[] with(byte[] bytes, int at, int without, byte[] inserted) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length + inserted.length);
        changed.write(bytes, 0, at);
        changed.writeBytes(inserted);
        changed.write(bytes, at + without, bytes.length - at - without);
        return changed.toByteArray();
    }
}
