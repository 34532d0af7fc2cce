package dev.kith.sync.web;

import java.util.Arrays;
import java.util.List;

/** A part of the dashboard, as its navigation names it. */
public enum Section {
    OVERVIEW("Overview", "/"),
    REVIEW("Review", "/review"),
    PEOPLE("People", "/people"),
    ACTIVITY("Activity", "/activity"),
    RUNS("Runs", "/runs"),
    CONNECT("Connect", "/connect"),
    SETTINGS("Settings", "/settings");

    private final String title;
    private final String path;

    Section(String title, String path) {
        this.title = title;
        this.path = path;
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }

    static List<Section> openTo(boolean admin) {
        return Arrays.stream(values())
                .filter(section -> admin || section != SETTINGS)
                .toList();
    }
}
