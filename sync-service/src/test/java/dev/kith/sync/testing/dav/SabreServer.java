package dev.kith.sync.testing.dav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** sabre/dav 1.8: no sync-collection, only a tag that changes with the book. */
public final class SabreServer extends DavServer {

    private static final String SQL = "/usr/share/doc/php-sabre-dav/examples/sql/sqlite.";

    private static final String SERVER = """
            <?php
            error_reporting(E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED & ~E_STRICT); ini_set('display_errors', 'stderr');
            date_default_timezone_set('UTC'); set_include_path('/usr/share/php'); require_once 'Sabre/autoload.php';
            $pdo = new PDO('sqlite:' . getenv('SABRE_DB'));
            $pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
            class TestAuth extends Sabre\\DAV\\Auth\\Backend\\AbstractBasic {
              protected function validateUserPass($u, $p) { return $u === 'alice' && $p === 'secret'; } }
            $principals = new Sabre\\DAVACL\\PrincipalBackend\\PDO($pdo); $cards = new Sabre\\CardDAV\\Backend\\PDO($pdo);
            $server = new Sabre\\DAV\\Server(array(new Sabre\\DAVACL\\PrincipalCollection($principals),
                new Sabre\\CardDAV\\AddressBookRoot($principals, $cards)));
            $server->setBaseUri('/');
            foreach (array(new Sabre\\DAV\\Auth\\Plugin(new TestAuth(), 'test'), new Sabre\\CardDAV\\Plugin(),
                new Sabre\\DAVACL\\Plugin()) as $p) $server->addPlugin($p);
            $server->exec();
            """;

    private static final String EXECUTE = """
            $p = new PDO('sqlite:' . $argv[1]); $p->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
            $p->exec(file_get_contents($argv[2]));
            """;

    public SabreServer() {
        super("sabre/dav", "/usr/bin/php", "/usr/share/php/Sabre/autoload.php", SQL + "addressbooks.sql");
        try {
            Files.writeString(folder.resolve("server.php"), SERVER);
            create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private Path database() {
        return folder.resolve("db.sqlite");
    }

    private void create() throws IOException {
        execute(Files.readString(Path.of(SQL + "addressbooks.sql"))
                + Files.readString(Path.of(SQL + "principals.sql"))
                + """
                INSERT INTO principals (uri, email, displayname)
                VALUES ('principals/alice', 'alice@example.org', 'Alice');
                INSERT INTO addressbooks (principaluri, displayname, uri, ctag)
                VALUES ('principals/alice', 'Default', 'default', 1);
                """);
    }

    private void execute(String statements) throws IOException {
        Path file = folder.resolve("statements.sql");
        Files.writeString(file, statements);
        run("/usr/bin/php", "-r", EXECUTE, database().toString(), file.toString());
    }

    @Override
    protected List<String> command(int port) {
        return List.of("/usr/bin/php", "-S", "127.0.0.1:" + port, folder + "/server.php");
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("SABRE_DB", database().toString());
    }

    @Override
    public String bookPath() {
        return "/addressbooks/" + USER + "/default/";
    }

    @Override
    public boolean hasTokens() {
        return false;
    }

    /** There are none; the tag changes, so that the book has to be listed. */
    @Override
    public void forgetTokens() {
        statements("UPDATE addressbooks SET ctag = ctag + 1;");
    }

    @Override
    public void replaceByAnEmptyOne() {
        statements("DELETE FROM cards; UPDATE addressbooks SET ctag = ctag + 1;");
    }

    @Override
    public void fill(Map<String, String> cards) {
        StringBuilder statements = new StringBuilder("BEGIN;\n");
        cards.forEach((name, card) -> statements
                .append("INSERT INTO cards (addressbookid, carddata, uri, lastmodified) SELECT id, CAST(x'")
                .append(hex(card))
                .append("' AS TEXT), '")
                .append(name)
                .append("', 1 FROM addressbooks;\n"));
        statements(statements
                .append("UPDATE addressbooks SET ctag = ctag + 1;\nCOMMIT;")
                .toString());
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private void statements(String statements) {
        try {
            execute(statements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
