package dev.kith.sync.log.rewrite;

import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.erased.Marks;
import dev.kith.sync.interaction.HandleKey;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds by what somebody could be recognised in a text that nothing else can be made of. */
final class Mentions {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){1,500})\"");
    private static final Pattern ADDRESS = Pattern.compile("[\\p{Alnum}._%+-]{1,64}@[\\p{Alnum}.-]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ().-]{5,24}[0-9]");

    private Mentions() {}

    /**
     * @param account whose names may stand in it; {@code null} when that is not known
     * @param region by which numbers without their country code are read
     */
    static Set<String> in(String text, AccountKey account, String region) {
        Set<String> marks = new LinkedHashSet<>();
        QUOTED.matcher(text).results().map(word -> word.group(1)).forEach(word -> {
            Stream.ofNullable(account)
                    .map(sender -> Marks.id(sender.link(word)))
                    .forEach(marks::add);
            Stream.ofNullable(UidNormalizer.normalize(word)).map(Marks::uid).forEach(marks::add);
            handle(word, region).ifPresent(marks::add);
        });
        Stream.of(ADDRESS, NUMBER)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(MatchResult::group)
                .flatMap(word -> handle(word, region).stream())
                .forEach(marks::add);
        return marks;
    }

    /** The mark of a number or an address, however it is spelled. */
    static Optional<String> handle(String spelled, String region) {
        return HandleKey.ofPerson(spelled, region).map(HandleKey::text);
    }
}
