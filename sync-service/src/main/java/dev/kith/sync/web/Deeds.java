package dev.kith.sync.web;

import java.util.Map;

/** What somebody did, as people say it. Programs and pages ask for the same under different addresses. */
final class Deeds {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("sign in", "signed in"),
            Map.entry("POST /sign-out", "signed out"),
            Map.entry("POST /sign-in-links", "made a link to sign in with"),
            Map.entry("POST /keys", "made a key"),
            Map.entry("POST /settings/keys", "made a key"),
            Map.entry("DELETE /keys/{id}", "revoked a key"),
            Map.entry("POST /settings/keys/{id}/revoke", "revoked a key"),
            Map.entry("POST /accounts", "connected an account"),
            Map.entry("POST /connect", "connected an account"),
            Map.entry("GET /connect/google/callback", "connected Google"),
            Map.entry("POST /import/contacts", "imported people from a file"),
            Map.entry("POST /imports", "imported people from a file"),
            Map.entry("POST /import/interactions", "imported calls and messages from a file"),
            Map.entry("POST /sync/now", "began a sync"),
            Map.entry("POST /overview/sync", "began a sync"),
            Map.entry("POST /sync/runs/{id}/approve", "approved a run"),
            Map.entry("POST /runs/{id}/approve", "approved a run"),
            Map.entry("POST /sync/runs/{id}/reject", "rejected a run"),
            Map.entry("POST /runs/{id}/reject", "rejected a run"),
            Map.entry("POST /sources/reconcile", "had sources read anew"),
            Map.entry("POST /review/{id}", "answered a question"),
            Map.entry("MCP contacts_review_resolve", "answered a question"),
            Map.entry("POST /review/{id}/undo", "took an answer back"),
            Map.entry("POST /contacts", "entered a person"),
            Map.entry("PUT /contacts/{id}", "edited a person"),
            Map.entry("POST /people/{id}/edit", "edited a person"),
            Map.entry("DELETE /contacts/{id}", "archived a person"),
            Map.entry("POST /people/{id}/archive", "archived a person"),
            Map.entry("POST /contacts/{id}/restore", "took an archived person back"),
            Map.entry("POST /people/{id}/restore", "took an archived person back"),
            Map.entry("POST /contacts/{id}/erase", "erased a person"),
            Map.entry("POST /people/{id}/erase", "erased a person"),
            Map.entry("POST /contacts/{id}/merge", "merged two people"),
            Map.entry("POST /people/{id}/merge", "merged two people"),
            Map.entry("POST /merges/{id}/undo", "undid a merge"),
            Map.entry("POST /contacts/{id}/interactions", "noted down a call or the like"),
            Map.entry("POST /quarantine/{id}/retry", "tried what was set aside again"),
            Map.entry("POST /runs/aside/{id}/retry", "tried what was set aside again"),
            Map.entry("POST /dead-letters/{id}/redrive", "tried an unreadable record again"),
            Map.entry("POST /runs/unreadable/{id}/redrive", "tried an unreadable record again"),
            Map.entry("POST /replay", "began a replay"),
            Map.entry("POST /runs/replays", "began a replay"),
            Map.entry("POST /runs/replays/{id}/apply", "applied a replay"),
            Map.entry("POST /replays/{id}/cancel", "cancelled a replay"),
            Map.entry("POST /runs/replays/{id}/cancel", "cancelled a replay"));

    private Deeds() {}

    /** @param action as it is kept, such as {@code POST /api/review/{id}}; what has no words stays so */
    static String words(String action) {
        return WORDS.getOrDefault(action.replaceFirst(" /api/", " /"), action);
    }
}
