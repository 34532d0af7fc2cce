package dev.kith.sync.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Says what keeps the tables from being brought up to date, and what to do about it. */
final class StartFailure {

    private static final String CANNOT_START = "Kith cannot start: ";

    private StartFailure() {}

    /** Whether waiting may help: nobody listens, or the server is not ready to. */
    static boolean isAway(Throwable failure) {
        var state = state(failure);
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    static String advice(Throwable failure) {
        if (causes(failure).anyMatch(FlywayValidateException.class::isInstance)) {
            return CANNOT_START + "the database was brought up to date by another version of Kith."
                    + " Start that version, or a newer one.";
        }
        var state = state(failure);
        if (isAway(failure)) {
            return CANNOT_START + "the database cannot be reached (" + reason(failure)
                    + "). Start PostgreSQL, or correct QUARKUS_DATASOURCE_JDBC_URL and QUARKUS_DATASOURCE_REACTIVE_URL.";
        }
        return CANNOT_START
                + switch (state) {
                    case "28000", "28P01" ->
                        "the database refuses the user (" + reason(failure)
                                + "). Correct QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.";
                    case "3D000" ->
                        "the database does not exist (" + reason(failure)
                                + "). Create it, or correct QUARKUS_DATASOURCE_JDBC_URL.";
                    case "42501" ->
                        "the database user may not make the tables (" + reason(failure)
                                + "). Make it the owner of the database's schema and of the tables that are there, and"
                                + " start again.";
                    // Ours: see the migration of the search.
                    case "KT001" ->
                        reason(failure)
                                + ". As a superuser of this database: CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;"
                                + " then start again.";
                    default ->
                        "the tables could not be brought up to date (SQLSTATE " + state + ": " + reason(failure)
                                + "). Nothing was changed; report this.";
                };
    }

    private static String state(Throwable failure) {
        return cause(failure).map(SQLException::getSQLState).orElse("");
    }

    /** The server's own words, of the first line alone: what follows may repeat values. */
    private static String reason(Throwable failure) {
        var message = cause(failure).map(SQLException::getMessage).orElseGet(failure::getMessage);
        return String.valueOf(message).lines().findFirst().orElse("").strip();
    }

    private static Optional<SQLException> cause(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(cause -> cause.getSQLState() != null)
                .reduce((outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(16);
    }
}
