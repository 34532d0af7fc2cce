package dev.kith.sandbox.chaos;

import dev.kith.sandbox.chaos.Truth.Link;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Compares what the CRM holds with the truth. Knows tables and promises, and nothing of how they are kept. */
final class Oracle {

    private final ChaosServers servers;
    private final Truth truth;
    private final List<Check> atAnyTime;
    private final List<Check> atRest;
    private final Secrets secrets;

    /** Something that was promised. */
    interface Check {

        /** What is not as it was promised. */
        List<String> violations(Statement statement) throws SQLException;
    }

    Oracle(ChaosServers servers, Truth truth) {
        this.servers = servers;
        this.truth = truth;
        this.secrets = new Secrets(servers);
        this.atAnyTime = List.of(SystemCheck.atAnyTime(), PeopleCheck.atAnyTime());
        Predicate<Link> everybody = link -> true;
        this.atRest = List.of(
                new PeopleCheck(truth, everybody),
                new EditsCheck(truth, everybody),
                new MessagesCheck(truth),
                SystemCheck.atAnyTime(),
                SystemCheck.atRest(truth),
                PeopleCheck.atAnyTime());
    }

    /** What must not be even while everything breaks; nothing where the database is away. */
    List<String> violationsOnTheWay() {
        try {
            return check(atAnyTime);
        } catch (SQLException | IllegalStateException e) {
            return List.of();
        }
    }

    /** What is not as it was promised once everything is quiet. */
    List<String> violations() {
        return checkAtRest(atRest);
    }

    /** What a cursor passed over: whom not even a delta brought that came to its end. A full sync would hide it. */
    List<String> passedOver(Set<String> accounts) {
        Predicate<Link> theirs = link -> accounts.contains(link.provider() + "/" + link.account());
        return checkAtRest(List.of(new PeopleCheck(truth, theirs), new EditsCheck(truth, theirs)));
    }

    private List<String> checkAtRest(List<Check> checks) {
        try {
            return check(checks);
        } catch (SQLException e) {
            throw new IllegalStateException("the oracle cannot look into the database", e);
        }
    }

    /** What of tokens, passwords and people stands where others can read it. */
    List<String> leaks() {
        return secrets.leaks();
    }

    private List<String> check(List<Check> checks) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            for (Check check : checks) {
                violations.addAll(check.violations(statement));
            }
        }
        return violations;
    }
}
