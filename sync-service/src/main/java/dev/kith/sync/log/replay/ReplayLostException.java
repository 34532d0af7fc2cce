package dev.kith.sync.log.replay;

import java.util.UUID;

/** Another instance has taken the replay over. */
final class ReplayLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayLostException(UUID replay) {
        super("replay " + replay + " is worked on by another instance");
    }
}
