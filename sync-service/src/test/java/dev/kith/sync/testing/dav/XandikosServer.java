package dev.kith.sync.testing.dav;

import java.util.List;
import java.util.Map;

/** Keeps cards byte for byte; answers a token it does not know with 500. Asks nobody for a password. */
public final class XandikosServer extends DavServer {

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
    public void forgetTokens() {
        Map<String, String> cards = cards();
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
