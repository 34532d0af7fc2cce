package dev.kith.agent.source.calls;

import dev.kith.agent.source.LeftOut;
import dev.kith.model.Interaction;
import java.util.List;

/** Takes calls one after another. */
public interface CallVisitor {

    /**
     * A call.
     *
     * @param leftOut why it is no interaction; {@code null} where it is one, or one with each of several people
     */
    void call(LeftOut leftOut, List<Interaction> interactions);
}
