package dev.kith.sandbox.launcher;

import dev.kith.sandbox.server.PostgresServer;
import java.net.URI;

/** Where the CRM's database is, in the forms that its users want. */
record Database(String host, int port, String name, String user, String password) {

    static Database of(PostgresServer server, String name) {
        return new Database("127.0.0.1", server.port(), name, PostgresServer.USER, PostgresServer.USER);
    }

    /** A database of somebody else's, from its libpq address. */
    static Database parse(String libpqUrl) {
        try {
            URI address = URI.create(libpqUrl);
            String[] login = address.getUserInfo().split(":", 2);
            return new Database(
                    address.getHost(),
                    address.getPort() < 0 ? 5432 : address.getPort(),
                    address.getPath().substring(1),
                    login[0],
                    login.length > 1 ? login[1] : "");
        } catch (IllegalArgumentException | NullPointerException | StringIndexOutOfBoundsException e) {
            throw new LauncherException(
                    "KITH_SANDBOX_DB_URL is not an address of a database.",
                    "Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.");
        }
    }

    String reactiveUrl() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    String libpqUrl() {
        return "postgresql://" + user + (password.isEmpty() ? "" : ":" + password) + "@" + host + ":" + port + "/"
                + name;
    }
}
