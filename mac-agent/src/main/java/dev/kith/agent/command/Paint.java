package dev.kith.agent.command;

import picocli.CommandLine.Help.Ansi;

/** Colours where the reader wants them: picocli asks the terminal and {@code NO_COLOR}. */
final class Paint {

    private final Ansi ansi;

    Paint(boolean terminal) {
        this.ansi = terminal ? Ansi.AUTO : Ansi.OFF;
    }

    String good(String text) {
        return styled("green", text);
    }

    String warning(String text) {
        return styled("yellow", text);
    }

    String bad(String text) {
        return styled("red", text);
    }

    String strong(String text) {
        return styled("bold", text);
    }

    private String styled(String style, String text) {
        return ansi.enabled() ? ansi.string("@|" + style + " " + text.replace("@|", "@ |") + "|@") : text;
    }
}
