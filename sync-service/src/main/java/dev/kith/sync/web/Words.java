package dev.kith.sync.web;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.MacAccounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people call the things that programs have names for. */
final class Words {

    private static final Map<String, String> PROVIDERS = Map.of(
            Accounts.GOOGLE, "Google",
            Accounts.CARDDAV, "Address book",
            Accounts.FILE, "File",
            Accounts.MAC, "Mac");

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("name", "Name"),
            Map.entry("first_name", "First name"),
            Map.entry("middle_name", "Middle name"),
            Map.entry("last_name", "Last name"),
            Map.entry("nickname", "Nickname"),
            Map.entry("company", "Organization"),
            Map.entry("department", "Department"),
            Map.entry("job_title", "Job title"),
            Map.entry("avatar_url", "Photo"),
            Map.entry("notes", "Notes"),
            Map.entry("details", "More"),
            Map.entry("email", "E-mail"),
            Map.entry("phone", "Phone"),
            Map.entry("website", "Website"),
            Map.entry("other", "Other"),
            Map.entry("address", "Address"),
            Map.entry("date", "Date"),
            Map.entry("label", "Label"),
            Map.entry("contact_info", "E-mail, phone or website"),
            Map.entry("addresses", "Address"),
            Map.entry("important_dates", "Date"),
            Map.entry("contact_labels", "Label"));

    private static final Map<String, String> KINDS = Map.of(
            "ambiguous_match", "Who is this?",
            "possible_duplicate", "Same person twice?",
            "field_conflict", "Two values, one field",
            "archival_candidate", "Gone at its source",
            "held_run", "A sync is on hold",
            "placeholder", "Unknown number");

    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("contact_synced", "Arrived"),
            Map.entry("contact_sync_updated", "Updated"),
            Map.entry("contact_sync_conflict", "Conflict"),
            Map.entry("contact_sync_deleted_source", "Gone at source"),
            Map.entry("contact_merged", "Merged"),
            Map.entry("contact_merge_undone", "Merge undone"),
            Map.entry("contact_review_resolved", "Decided"),
            Map.entry("contact_review_reopened", "Taken back"));

    /** What happened, as it stands behind a number: once and several times. */
    private static final Map<String, List<String>> COUNTED = Map.of(
            "contact_synced", List.of("arrived", "arrived"),
            "contact_sync_updated", List.of("updated", "updated"),
            "contact_sync_conflict", List.of("conflict", "conflicts"),
            "contact_sync_deleted_source", List.of("gone at its source", "gone at their source"),
            "contact_merged", List.of("merge", "merges"),
            "contact_merge_undone", List.of("merge undone", "merges undone"),
            "contact_review_resolved", List.of("question answered", "questions answered"),
            "contact_review_reopened", List.of("answer taken back", "answers taken back"));

    private static final Map<String, String> DECISIONS = Map.of(
            "merge", "the same person",
            "separate", "different people",
            "keep_local", "keep what is here",
            "take_source", "take the source’s value",
            "archive", "archive",
            "dismiss", "leave as it is");

    private static final String BY_KEY = "key:";
    private static final String BY_PERSON = "person:";

    private static final Map<String, String> RUNGS = Map.of(
            "email", "the same e-mail address",
            "phone", "the same phone number",
            "name", "the same full name",
            "uid", "the same card in two address books");

    private Words() {}

    static String provider(String provider) {
        return PROVIDERS.getOrDefault(provider, capital(provider));
    }

    /** Such as {@code Google personal}. */
    static String source(String provider, String accountId) {
        return provider(provider) + " " + account(provider, accountId);
    }

    /** A Mac has an account for each of its stores, which is named by its first digits. */
    static String account(String provider, String accountId) {
        return provider.equals(Accounts.MAC) && MacAccounts.machineOf(accountId).isPresent()
                ? accountId.replaceFirst("\\.([^.]{4})[^.]*$", " ($1)")
                : accountId;
    }

    static String field(String field) {
        return FIELDS.getOrDefault(field, capital(field));
    }

    static String kind(String kind) {
        return KINDS.getOrDefault(kind, capital(kind));
    }

    static String event(String type) {
        return EVENTS.getOrDefault(type, capital(type));
    }

    /** Such as {@code conflicts}, behind how many there were. */
    static String happened(String type, long times) {
        List<String> words = COUNTED.get(type);
        return words == null ? capital(type).toLowerCase(Locale.ROOT) : words.get(times == 1 ? 0 : 1);
    }

    static String decision(String decision) {
        return DECISIONS.getOrDefault(decision, capital(decision).toLowerCase(Locale.ROOT));
    }

    /** Who did something: somebody, a key, or a source's entry. */
    static String actor(String actor) {
        if (actor == null) {
            return "nobody knows whom";
        }
        if (actor.equals("key:bootstrap")) {
            return "the first key";
        }
        if (actor.startsWith(BY_KEY)) {
            return "key " + actor.substring(BY_KEY.length());
        }
        if (actor.startsWith(BY_PERSON)) {
            return actor.substring(BY_PERSON.length());
        }
        String[] entry = actor.split("/", 3);
        return entry.length == 3 && PROVIDERS.containsKey(entry[0]) ? source(entry[0], entry[1]) : actor;
    }

    static String rung(String rung) {
        return RUNGS.getOrDefault(rung, rung == null ? "what is known" : capital(rung));
    }

    /** A name of snake or camel case as words. */
    static String capital(String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        String spaced = name.replaceAll("_|(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    static String count(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }
}
