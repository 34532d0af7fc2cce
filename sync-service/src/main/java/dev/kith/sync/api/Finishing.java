package dev.kith.sync.api;

import dev.kith.sync.account.Initiator;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** For whom a request finishes what they began: it shows no key of its own. */
@RequestScoped
class Finishing {

    private Initiator initiator;

    void what(Initiator began) {
        initiator = began;
    }

    Optional<Initiator> initiator() {
        return Optional.ofNullable(initiator);
    }
}
