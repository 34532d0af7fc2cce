package dev.kith.sync.web;

/** Tells pages from what programs use. */
final class PagePaths {

    private PagePaths() {}

    static boolean isPage(String path) {
        return !path.startsWith("/api/")
                && !path.startsWith("/q/")
                && !path.equals("/mcp")
                && !path.startsWith("/mcp/");
    }
}
