package dev.kith.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page in Markdown: its anchors, links and code, as GitHub reads them. */
record Document(Path file, String text) {

    /** Blocks in lists are indented. */
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    static Document of(Path file) {
        return new Document(file, Repository.read(file));
    }

    static List<Document> all() {
        return Repository.files(".", ".md").stream().map(Document::of).toList();
    }

    String name() {
        return Repository.ROOT.relativize(file).toString();
    }

    Set<String> anchors() {
        var anchors = new HashSet<String>();
        for (String heading : matches(HEADING, withoutFences())) {
            String slug = slug(heading);
            String anchor = slug;
            for (int again = 1; !anchors.add(anchor); again++) {
                anchor = slug + "-" + again;
            }
        }
        return anchors;
    }

    List<String> links() {
        return matches(LINK, CODE.matcher(withoutFences()).replaceAll(""));
    }

    /** What stands in code type, in the text and in blocks. */
    List<String> code() {
        var code = new ArrayList<String>();
        FENCE.matcher(text)
                .results()
                .map(block -> block.group(2))
                .flatMap(String::lines)
                .forEach(code::add);
        code.addAll(matches(CODE, withoutFences()));
        return code;
    }

    /** What somebody who follows the page types, in its order: each line of a shell's block that is no answer. */
    List<ShellCommand> commands() {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("sh") || block.group(1).equals("console"))
                .flatMap(block ->
                        ShellCommand.in(
                                block.group(2).stripTrailing().stripIndent(),
                                block.group(1).equals("console"))
                                .stream())
                .toList();
    }

    /** What stands in the blocks of a language. */
    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).stripTrailing().stripIndent())
                .toList();
    }

    /** What blocks are in; empty for one that does not say. */
    List<String> languages() {
        return matches(FENCE, text);
    }

    /** The part under a heading, up to the next one that is no deeper. */
    Document section(String heading) {
        return part(heading::equals, true);
    }

    /** All but the sections under these headings. */
    Document without(Predicate<String> headings) {
        return part(headings, false);
    }

    private Document part(Predicate<String> headings, boolean inside) {
        var part = new StringBuilder();
        boolean fenced = false;
        int level = 0;
        for (String line : text.lines().toList()) {
            fenced ^= line.strip().startsWith("```");
            var heading = HEADING.matcher(line);
            if (!fenced && heading.matches() && (level == 0 || level(line) <= level)) {
                level = headings.test(heading.group(1)) ? level(line) : 0;
            }
            if (level > 0 == inside) {
                part.append(line).append('\n');
            }
        }
        return new Document(file, part.toString());
    }

    private static int level(String heading) {
        return heading.indexOf(' ');
    }

    private String withoutFences() {
        return FENCE.matcher(text).replaceAll("");
    }

    private static String slug(String heading) {
        return heading.strip()
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
