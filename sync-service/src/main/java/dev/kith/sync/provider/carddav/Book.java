package dev.kith.sync.provider.carddav;

import java.net.URI;

/**
 * An address book.
 *
 * @param listsChanges whether it says that it answers sync-collection
 */
record Book(URI address, String displayName, boolean listsChanges) {

    /** Names the book, and is the name of its stream. */
    String path() {
        return Hrefs.name(address);
    }

    private String folder() {
        String path = path();
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    /** Books that Nextcloud makes of its own users and of recent correspondence: nobody's own contacts. */
    boolean madeByTheServer() {
        return folder().startsWith("z-server-generated--") || folder().startsWith("z-app-generated--");
    }

    /** Whether somebody means this book: by its path, its folder or its name. */
    boolean calledSo(String name) {
        return Hrefs.sameCollection(path(), Hrefs.decoded(name)) || folder().equals(name) || name.equals(displayName);
    }

    @Override
    public String toString() {
        return "Book[listsChanges=" + listsChanges + "]";
    }
}
