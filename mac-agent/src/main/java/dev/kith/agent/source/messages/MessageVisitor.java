package dev.kith.agent.source.messages;

import dev.kith.agent.source.LeftOut;
import dev.kith.model.Interaction;
import java.util.List;

/** Takes messages one after another. */
public interface MessageVisitor {

    /**
     * Whether a row still says what it said when it was taken last, so that nobody needs to look at it again.
     *
     * @param fingerprint of what the row holds
     */
    boolean known(long rowId, String guid, long fingerprint);

    /**
     * A message.
     *
     * @param fingerprint of the row that the interactions were made of; 0 where there are none
     * @param leftOut why it is no interaction; {@code null} where it is one, or one with each of several people
     * @return whether to go on
     */
    boolean message(long rowId, String guid, long fingerprint, LeftOut leftOut, List<Interaction> interactions);
}
