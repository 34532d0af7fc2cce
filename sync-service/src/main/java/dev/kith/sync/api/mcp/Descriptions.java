package dev.kith.sync.api.mcp;

/** What several tools say of the same argument. */
final class Descriptions {

    static final String CONTACT_ID = "UUID of the contact, as contacts_search answers it";
    static final String LIMIT = "how many at most: 1 to 500, 100 if left out; the answer says when there are more";
    static final String PLAN_FINGERPRINT =
            "planFingerprint of the plan to carry out; refused with CONFLICT if it would no longer do the same";

    private Descriptions() {}
}
