package dev.kith.sync.web;

import java.util.regex.Pattern;

/** Where somebody goes on after signing in: to a page of ours, whatever was asked for. */
final class SafePath {

    /** A path with its query, of nothing but what may stand in an address. */
    private static final Pattern ADDRESS = Pattern.compile("/(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*");

    private SafePath() {}

    static String of(String asked) {
        boolean ours = asked != null
                && ADDRESS.matcher(asked).matches()
                && !asked.startsWith("//")
                && !asked.startsWith(SignInPages.PATH);
        return ours ? asked : "/";
    }
}
