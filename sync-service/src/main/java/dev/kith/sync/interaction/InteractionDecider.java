package dev.kith.sync.interaction;

import dev.kith.sync.interaction.HandleRule.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which interactions of a slice belong to a contact, and which wait. Pure. */
final class InteractionDecider {

    private InteractionDecider() {}

    /** @param erased handles of people who were erased: what nobody else holds is dropped */
    static InteractionWrites decide(
            List<IncomingInteraction> interactions,
            Map<HandleKey, ? extends List<Holder>> holders,
            Set<HandleKey> erased) {
        List<InteractionWrites.Attached> attached = new ArrayList<>();
        List<InteractionWrites.Waiting> waiting = new ArrayList<>();
        Map<HandleKey, Owner> owners = new HashMap<>();
        for (IncomingInteraction incoming : interactions) {
            Owner owner = owners.computeIfAbsent(
                    incoming.handle(),
                    handle ->
                            holders.containsKey(handle) ? HandleRule.decide(holders.get(handle)) : new Owner.Nobody());
            if (owner instanceof Owner.One one) {
                attached.add(new InteractionWrites.Attached(incoming.row(), one.contactId()));
            } else if (!(owner instanceof Owner.Nobody) || !erased.contains(incoming.handle())) {
                boolean makeContact = incoming.makeContact() && owner instanceof Owner.Nobody;
                waiting.add(new InteractionWrites.Waiting(incoming.row(), incoming.handle(), makeContact));
            }
        }
        return new InteractionWrites(attached, waiting);
    }
}
