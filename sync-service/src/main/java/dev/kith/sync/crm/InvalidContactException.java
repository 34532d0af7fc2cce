package dev.kith.sync.crm;

import java.util.List;
import java.util.Map;

/** A contact that cannot be kept as it was sent, with what is wrong by the path of the value. */
public final class InvalidContactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, List<String>> problems;

    InvalidContactException(Map<String, List<String>> problems) {
        super("The contact is not valid.");
        this.problems = problems;
    }

    public Map<String, List<String>> problems() {
        return problems;
    }
}
