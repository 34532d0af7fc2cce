package dev.kith.sync.testing.dav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The normal case: tokens, deltas, basic authentication. Rewrites the cards it is given. */
public final class RadicaleServer extends DavServer {

    private static final String MAKE_BOOK = """
            <?xml version="1.0"?>
            <d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><d:set><d:prop>
            <d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>
            </d:prop></d:set></d:mkcol>
            """;

    public RadicaleServer() {
        super("Radicale", "/usr/bin/radicale", "/usr/bin/python3");
        start();
    }

    @Override
    protected List<String> command(int port) throws IOException {
        Files.writeString(folder.resolve("users"), USER + ":" + PASSWORD + "\n");
        Files.writeString(folder.resolve("config"), """
                        [server]
                        hosts = 127.0.0.1:%d
                        max_connections = 100
                        [auth]
                        type = htpasswd
                        htpasswd_filename = %s/users
                        htpasswd_encryption = plain
                        delay = 0
                        [rights]
                        type = owner_only
                        [storage]
                        filesystem_folder = %s/collections
                        [web]
                        type = none
                        """.formatted(port, folder, folder));
        return List.of("/usr/bin/python3", "/usr/bin/radicale", "--config", folder + "/config");
    }

    @Override
    protected void prepare() {
        addBook("book");
    }

    /** Another book beside the first. */
    public void addBook(String name) {
        request("MKCOL", "/" + USER + "/" + name + "/", MAKE_BOOK, Map.of("Content-Type", "application/xml"));
    }

    public void removeBook(String name) {
        request("DELETE", "/" + USER + "/" + name + "/", null, Map.of());
    }

    @Override
    public String bookPath() {
        return "/" + USER + "/book/";
    }

    private Path book() {
        return folder.resolve("collections/collection-root/" + USER + "/book");
    }

    /** Radicale makes the token of a state anew wherever that state is still there: so it must not be. */
    @Override
    public void forgetTokens() {
        put("forgotten.vcf", Cards.person("forgotten", "For", "Gotten"));
        delete("forgotten.vcf");
        deleteTree(book().resolve(".Radicale.cache/sync-token"));
    }

    @Override
    public void replaceByAnEmptyOne() {
        removeBook("book");
        addBook("book");
    }

    @Override
    public void fill(Map<String, String> cards) {
        cards.forEach((name, card) -> {
            try {
                Files.writeString(book().resolve(name), card);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
