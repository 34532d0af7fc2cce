package dev.kith.sync.run;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Interaction;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Pages that a source hands over by itself, such as a file that somebody uploads. */
public interface PushedPages {

    /** One page. */
    sealed interface Page {

        boolean last();
    }

    /** Some contacts of a stream, and groups that they may be in. */
    record Contacts(String stream, List<CanonicalContact> contacts, List<CanonicalGroup> groups, boolean last)
            implements Page {}

    /**
     * Some calls, messages and the like.
     *
     * @param bySource by the value of {@code interactions.source}; each entry fits a record of the log
     */
    record Interactions(Map<String, List<Interaction>> bySource, boolean last) implements Page {}

    /** The next page, the last one marked as such. May block. */
    Page next() throws IOException;
}
