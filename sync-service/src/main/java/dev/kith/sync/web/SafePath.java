package dev.kith.sync.web;

/** Where somebody goes on after signing in: to a page of ours, whatever was asked for. */
final class SafePath {

    private SafePath() {}

    static String of(String asked) {
        boolean ours = asked != null
                && asked.startsWith("/")
                && !asked.startsWith("//")
                && !asked.startsWith(SignInPages.PATH)
                && asked.chars().noneMatch(c -> c == '\\' || c < ' ');
        return ours ? asked : "/";
    }
}
