package dev.kith.sync.log.rewrite;

import dev.kith.model.UidNormalizer;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.erased.Marks;
import dev.kith.sync.interaction.HandleKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds by what somebody could be recognised in a text that nothing else can be made of. */
final class Mentions {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){1,500})\"");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ().-]{5,24}[0-9]");

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DOMAIN = 255;

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
        Stream.concat(addresses(text).stream(), NUMBER.matcher(text).results().map(MatchResult::group))
                .flatMap(word -> handle(word, region).stream())
                .forEach(marks::add);
        return marks;
    }

    /** From their signs on: a pattern would look 64 characters ahead from each of a text's. */
    private static List<String> addresses(String text) {
        List<String> addresses = new ArrayList<>();
        int taken = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(taken, at + 1))) {
            int first = at;
            while (first > Math.max(taken, at - LONGEST_NAME) && isOf(text.charAt(first - 1), "._%+-")) {
                first--;
            }
            int end = at + 1;
            while (end < Math.min(text.length(), at + 1 + LONGEST_DOMAIN) && isOf(text.charAt(end), ".-")) {
                end++;
            }
            if (first < at && end > at + 1) {
                addresses.add(text.substring(first, end));
                taken = end;
            }
        }
        return addresses;
    }

    /** Whether it is a letter or a digit of ASCII, or one of these. */
    private static boolean isOf(char character, String others) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || others.indexOf(character) >= 0;
    }

    /** The mark of a number or an address, however it is spelled. */
    static Optional<String> handle(String spelled, String region) {
        return HandleKey.ofPerson(spelled, region).map(HandleKey::text);
    }
}
