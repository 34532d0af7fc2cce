package dev.kith.agent.source.messages;

import dev.kith.agent.source.LeftOut;
import dev.kith.model.Interaction;
import java.util.List;

/** Takes messages one after another. */
public interface MessageVisitor {

    /**
     * A message.
     *
     * @param leftOut why it is no interaction; {@code null} where it is one, or one with each of several people
     * @return whether to go on
     */
    boolean message(long rowId, String guid, LeftOut leftOut, List<Interaction> interactions);
}
