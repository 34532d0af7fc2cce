package dev.kith.agent.source.contacts;

import dev.kith.model.UnicodeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a card as people would read it. */
final class CardText {

    private static final Pattern BUILT_IN = Pattern.compile("_\\$!<(.*)>!\\$_");

    private CardText() {}

    /** {@code null} where it says nothing. */
    static String of(ResultSet row, int column) throws SQLException {
        return UnicodeText.stripped(row.getString(column));
    }

    /** Apple's own labels without their wrapping, in lower case; the user's as they are. */
    static String label(ResultSet row, int column) throws SQLException {
        String label = of(row, column);
        if (label == null) {
            return null;
        }
        Matcher builtIn = BUILT_IN.matcher(label);
        return builtIn.matches() ? UnicodeText.stripped(builtIn.group(1).toLowerCase(Locale.ROOT)) : label;
    }
}
