package dev.kith.sync.crm;

import java.util.List;

/** Some of a contact's interactions, and how many there are. */
public record InteractionPage(List<InteractionView> interactions, ContactPage.Meta meta) {}
