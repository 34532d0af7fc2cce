package dev.kith.sync.provider.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds out how text is encoded. What is UTF-8 is taken for UTF-8: no other text looks like it by chance. */
public final class Encodings {

    /** What old Windows programs wrote, and ISO 8859-1 along with it. */
    public static final Charset OLD_WINDOWS = Charset.forName("windows-1252");

    private static final byte ESCAPE = 0x1B;

    private Encodings() {}

    /** The charset of a name, if this JVM knows it. */
    public static Optional<Charset> named(String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(Charset.forName(name.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The bytes without a byte order mark. UTF-16 and UTF-32, known by their mark or their zeros, become UTF-8; any other
     * encoding is left to {@link #decode}.
     */
    public static InputStream asciiBased(InputStream source) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, 64 * 1024);
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return in;
        }
        Charset wide = wide(start);
        return wide == null ? in : new Utf8Stream(new InputStreamReader(in, wide));
    }

    private static Charset wide(byte[] start) {
        if (startsWith(start, 0xFF, 0xFE, 0, 0) || startsWith(start, 0, 0, 0xFE, 0xFF)) {
            return Charset.forName("UTF-32");
        }
        if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (start.length == 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (start.length == 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    private static boolean startsWith(byte[] start, int... mark) {
        if (start.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Text of bytes that are UTF-8 or, where they are not, in another encoding.
     *
     * @param other {@code null} stands for {@link #OLD_WINDOWS}
     */
    public static String decode(byte[] bytes, Charset other) {
        Optional<Charset> named = Optional.ofNullable(other);
        return named.filter(charset -> shifts(bytes))
                .flatMap(charset -> strictly(bytes, charset))
                .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                .or(() -> named.flatMap(charset -> strictly(bytes, charset)))
                .orElseGet(() -> new String(bytes, OLD_WINDOWS));
    }

    /** Whether bytes change their meaning by the escape character, as in ISO 2022: they look like ASCII. */
    private static boolean shifts(byte[] bytes) {
        for (byte unit : bytes) {
            if (unit == ESCAPE) {
                return true;
            }
        }
        return false;
    }

    /** The text if the bytes are of this encoding from first to last. */
    public static Optional<String> strictly(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
