package dev.kith.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One command of a page, over several lines where its quotes or a loop go on. */
record ShellCommand(String text) {

    private static final String PROMPT = "$ ";
    private static final Pattern FUNCTION = Pattern.compile("(?s)^\\w+\\(\\) *\\{.*}$");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");
    private static final Pattern END = Pattern.compile("&&|\\|\\||[|;\\n]|\\bdo\\b|\\bdone\\b");
    private static final Pattern BEFORE_PROGRAM = Pattern.compile("^(?:\\{\\s+|\\w+=\\S*\\s*)+");
    /** They change the shell itself: what follows needs them. */
    private static final Set<String> OF_THE_SHELL = Set.of(".", "export", "cd");

    /** @param console whether commands stand behind a prompt, and answers beside them */
    static List<ShellCommand> in(String block, boolean console) {
        var commands = new ArrayList<ShellCommand>();
        var open = new StringBuilder();
        for (String line : block.lines().toList()) {
            if (open.isEmpty() && console && !line.startsWith(PROMPT)) {
                continue;
            }
            open.append(open.isEmpty() && console ? line.substring(PROMPT.length()) : line);
            if (isComplete(open.toString())) {
                commands.add(new ShellCommand(open.toString()));
                open.setLength(0);
            } else {
                open.append('\n');
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("a command has no end: " + open);
        }
        return commands.stream().filter(command -> !command.text().isBlank()).toList();
    }

    private static boolean isComplete(String text) {
        String bare = bare(text);
        return !bare.endsWith("\\")
                && bare.chars().noneMatch(character -> character == '\'' || character == '"')
                && (!bare.startsWith("for ") || bare.contains("done"))
                && (!bare.startsWith("{ ") || bare.contains("}"));
    }

    /** Whether it changes the shell, so that what follows has to be run after it. */
    boolean isForWhatFollows() {
        return FUNCTION.matcher(text).matches()
                || programs().isEmpty()
                || programs().stream().anyMatch(OF_THE_SHELL::contains);
    }

    /** What it starts; nothing for a function or variables. */
    List<String> programs() {
        if (FUNCTION.matcher(text).matches()) {
            return List.of();
        }
        return Stream.of(END.split(bare(text).replace("\\\n", " ")))
                .map(String::strip)
                .map(part -> BEFORE_PROGRAM.matcher(part).replaceFirst(""))
                .filter(part -> !part.isEmpty() && !part.startsWith("for ") && !part.startsWith("}"))
                .map(part -> part.split("\\s+")[0])
                .toList();
    }

    /** Without what is quoted, and without comments: quotes that are left over are open. */
    private static String bare(String text) {
        return COMMENT.matcher(QUOTED.matcher(text).replaceAll("Q"))
                .replaceAll("")
                .strip();
    }
}
