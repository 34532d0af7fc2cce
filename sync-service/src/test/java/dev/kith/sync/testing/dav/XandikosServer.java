package dev.kith.sync.testing.dav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keeps cards byte for byte; answers a token it does not know with 500. Asks nobody for a password. */
public final class XandikosServer extends DavServer {

    /**
     * The book is a git repository whose tree is the token: all files go into one commit, and a comment makes it a tree that
     * never was before.
     */
    private static final String COMMIT = """
            import os, sys, uuid
            from dulwich import porcelain
            book = sys.argv[1]
            with open(os.path.join(book, '.xandikos'), 'a') as settings:
                settings.write('# %s\\n' % uuid.uuid4())
            names = ['.xandikos'] + [name for name in os.listdir(book) if name.endswith('.vcf')]
            porcelain.add(book, [os.path.join(book, name) for name in names])
            porcelain.commit(book, message=b'Fill', author=b'Test <test@example.com>', committer=b'Test <test@example.com>')
            """;

    public XandikosServer() {
        super("Xandikos", "/usr/bin/xandikos", "/usr/bin/python3");
        start();
    }

    @Override
    protected List<String> command(int port) {
        folder.resolve("data").toFile().mkdirs();
        return List.of(
                "/usr/bin/python3",
                "/usr/bin/xandikos",
                "-d",
                folder + "/data",
                "--defaults",
                "--current-user-principal",
                "/" + USER + "/",
                "-l",
                "127.0.0.1",
                "-p",
                String.valueOf(port));
    }

    @Override
    public String bookPath() {
        return "/" + USER + "/contacts/addressbook/";
    }

    @Override
    public void fill(Map<String, String> cards) {
        Path book = book();
        try {
            for (Map.Entry<String, String> card : cards.entrySet()) {
                Files.writeString(book.resolve(card.getKey()), card.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("/usr/bin/python3", "-c", COMMIT, book.toString());
    }

    private Path book() {
        return folder.resolve("data" + bookPath());
    }

    /** Asking it for each card of a large book takes minutes. */
    @Override
    public void forgetTokens() {
        Map<String, String> cards = new TreeMap<>();
        try (Stream<Path> files = Files.list(book())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                cards.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        replaceByAnEmptyOne();
        fill(cards);
    }

    @Override
    public void replaceByAnEmptyOne() {
        stop();
        deleteTree(folder.resolve("data"));
        start();
    }
}
