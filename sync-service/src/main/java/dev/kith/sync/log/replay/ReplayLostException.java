package dev.kith.sync.log.replay;

import java.util.UUID;

/** Another instance has taken the replay over, or somebody cancelled it. */
final class ReplayLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayLostException(UUID replay) {
        super("replay " + replay + " is no longer worked on here");
    }
}
