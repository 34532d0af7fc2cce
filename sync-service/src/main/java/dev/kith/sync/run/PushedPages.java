package dev.kith.sync.run;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import java.io.IOException;
import java.util.List;

/** Pages that a source hands over by itself, such as a file that somebody uploads. */
public interface PushedPages {

    /** One page. */
    record Page(List<CanonicalContact> contacts, List<CanonicalGroup> groups, boolean last) {}

    /** The next page, the last one marked as such. May block. */
    Page next() throws IOException;
}
