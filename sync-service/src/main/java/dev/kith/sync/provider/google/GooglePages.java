package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.SyncMode;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads an account's chain page by page: its contacts, then, where it asks for them, its other contacts. */
final class GooglePages {

    /**
     * One page to read.
     *
     * @param since the cursor of an incremental run, else {@link GoogleCursor#NONE}
     * @param changedGroups groups to send along with the page
     */
    record Step(
            SourceAccount account,
            SyncMode mode,
            GoogleCursor since,
            GooglePageToken at,
            List<CanonicalGroup> changedGroups) {

        Step to(GooglePageToken next) {
            return new Step(account, mode, since, next, changedGroups);
        }

        Stream stream() {
            return at.stream();
        }

        /** The sync token to ask with; {@code null} where the stream is listed whole. */
        String syncToken() {
            return at.anew() ? null : since.token(at.stream());
        }

        boolean lastStream() {
            return at.stream() == Stream.OTHER || !wantsOther();
        }

        private boolean wantsOther() {
            String wanted = account.settings().getOrDefault("otherContacts", "off");
            return wanted.equals("enrich") || wanted.equals("create");
        }
    }

    private final GoogleApi api;
    private final ListedPeople people;

    GooglePages(GoogleApi api) {
        this.api = api;
        this.people = new ListedPeople(api);
    }

    Uni<SourcePage> read(Step step) {
        String syncToken = step.syncToken();
        String pageToken = step.at().token();
        Asked asked = Asked.page(step.stream(), syncToken != null, pageToken != null);
        String query = step.stream().path() + "?" + step.stream().parameters()
                + (syncToken == null ? "" : "&syncToken=" + encode(syncToken))
                + (pageToken == null ? "" : "&pageToken=" + encode(pageToken));
        Uni<SourcePage> page = api.get(step.account(), query, asked)
                .chain(answer ->
                        people.of(step.account(), step.stream(), answer).chain(listed -> turned(step, answer, listed)));
        return step.stream().optional()
                ? page.onFailure(ProviderException.class)
                        .recoverWithUni(failure -> withoutStream(step, asked, (ProviderException) failure))
                : page;
    }

    /** Other contacts never stop the contacts: what cannot be read is left out of the run. */
    private Uni<SourcePage> withoutStream(Step step, Asked asked, ProviderException failure) {
        ProviderFailure reason = failure.failure();
        if (reason instanceof ProviderFailure.CursorExpired) {
            // This stream alone is listed again.
            return read(step.to(step.at().fromTheStart()));
        }
        boolean leftOut = reason instanceof ProviderFailure.ScopeMissing
                || reason instanceof ProviderFailure.Permanent
                || reason instanceof ProviderFailure.RateLimited && asked.firstPageOfFull();
        if (!leftOut) {
            return Uni.createFrom().failure(failure);
        }
        return Uni.createFrom()
                .item(new SourcePage(
                        step.stream().streamName(),
                        List.of(),
                        step.changedGroups(),
                        List.of(),
                        null,
                        step.at().cursor(step.syncToken()),
                        false,
                        null,
                        0,
                        reason));
    }

    private Uni<SourcePage> turned(Step step, JsonNode answer, ListedPeople.People listed) {
        String nextToken = token(answer, "nextPageToken");
        String syncToken = token(answer, "nextSyncToken");
        if (nextToken != null && step.at().repeats(nextToken)) {
            throw new ProviderException(
                    new ProviderFailure.ChainBroken("Google repeats pages it gave already: the listing starts again."));
        }
        if (nextToken == null && syncToken == null) {
            throw new ProviderException(new ProviderFailure.Malformed(
                    "Google ended the listing without a sync position. It is asked again at the next run."));
        }
        GooglePageToken next = nextToken != null
                ? step.at().page(nextToken)
                : step.lastStream() ? null : step.at().streamDone(syncToken, Stream.OTHER);
        if (listed.nobody() && next != null && step.mode() == SyncMode.INCREMENTAL) {
            // Nothing to tell: on to where there may be something.
            return read(step.to(next));
        }
        return Uni.createFrom()
                .item(new SourcePage(
                        step.stream().streamName(),
                        listed.contacts(),
                        step.changedGroups(),
                        List.of(),
                        next == null ? null : Opaque.pack(next),
                        next == null ? step.at().cursor(syncToken) : null,
                        nextToken == null,
                        total(answer, step.stream()),
                        listed.unreadable(),
                        null));
    }

    private static Integer total(JsonNode answer, Stream stream) {
        return answer.hasNonNull(stream.total()) ? answer.get(stream.total()).asInt() : null;
    }

    /** A token; {@code null} where there is none: proto3 leaves it out, or gives an empty text. */
    static String token(JsonNode answer, String name) {
        String token = answer.path(name).asText("");
        return token.isEmpty() ? null : token;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
