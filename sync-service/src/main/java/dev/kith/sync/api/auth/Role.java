package dev.kith.sync.api.auth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a key allows. */
public enum Role {
    VIEWER(Set.of(Role.VIEW)),
    OPERATOR(Set.of(Role.VIEW, Role.OPERATE)),
    ADMIN(Set.of(Role.VIEW, Role.OPERATE, Role.ADMINISTER)),
    /** A machine that sends batches and reads its own runs, and nothing else. */
    AGENT(Set.of(Role.SEND));

    public static final String VIEW = "viewer";
    public static final String OPERATE = "operator";
    public static final String ADMINISTER = "admin";
    public static final String SEND = "agent";

    private final Set<String> granted;

    Role(Set<String> granted) {
        this.granted = granted;
    }

    /** The roles a resource may ask for that this one satisfies. */
    public Set<String> granted() {
        return granted;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }
}
