package dev.kith.sandbox.system;

import java.util.List;

/** The tables that the CRM's other programs know, and that nothing is written in where nothing changed. */
public final class CrmTables {

    /** In an order that their foreign keys allow. */
    public static final List<String> NAMES = List.of(
            "contacts",
            "labels",
            "contact_info",
            "addresses",
            "important_dates",
            "contact_labels",
            "interactions",
            "activity_feed");

    private CrmTables() {}
}
