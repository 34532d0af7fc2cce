package dev.kith.sync.provider.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text in the encoding its byte order mark names, else UTF-8. */
final class DecodedText {

    private DecodedText() {}

    static Reader reader(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(3);
        int first = buffered.read();
        int second = buffered.read();
        int third = buffered.read();
        boolean utf8Mark = first == 0xEF && second == 0xBB && third == 0xBF;
        boolean utf16Mark = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        if (!utf8Mark) {
            buffered.reset();
        }
        Charset charset = utf16Mark ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new InputStreamReader(buffered, charset);
    }
}
