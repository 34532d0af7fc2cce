package dev.kith.sync.tool;

import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.InteractionView;
import dev.kith.sync.review.ActivityEntry;
import dev.kith.sync.review.ContactProvenance;
import java.util.List;

/** All that is held about one person, as that person may ask for it. */
public record WholeContact(
        ContactView contact,
        ContactProvenance provenance,
        List<InteractionView> interactions,
        List<ActivityEntry> activity) {}
