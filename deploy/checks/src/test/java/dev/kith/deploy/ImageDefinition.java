package dev.kith.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the last stage of a Containerfile says.
 *
 * @param copies paths of this repository's build, by where they lie in the image
 */
record ImageDefinition(
        String base,
        Map<String, Path> copies,
        Map<String, String> environment,
        String workingDirectory,
        String user,
        List<String> entryPoint) {

    private static final String SOURCES = "/source/";

    static ImageDefinition read(String path) {
        var stages = new LinkedHashMap<String, List<String[]>>();
        List<String[]> stage = List.of();
        String base = "";
        for (String line : instructions(Repository.read(path))) {
            String[] words = line.split("\\s+", 2);
            if (words[0].equals("FROM")) {
                String[] from = words[1].split("\\s+AS\\s+");
                base = from[0];
                stage = new ArrayList<>();
                stages.put(from.length == 2 ? from[1] : "", stage);
            } else {
                stage.add(words);
            }
        }
        return last(base, stages);
    }

    private static ImageDefinition last(String base, Map<String, List<String[]>> stages) {
        var environment = new LinkedHashMap<String, String>();
        String workingDirectory = "/";
        String user = "root";
        List<String> entryPoint = List.of();
        for (String[] instruction : stages.get("")) {
            switch (instruction[0]) {
                case "ENV" -> {
                    for (String variable : instruction[1].split("\\s+")) {
                        String[] parts = variable.split("=", 2);
                        environment.put(parts[0], parts[1]);
                    }
                }
                case "WORKDIR" -> workingDirectory = instruction[1];
                case "USER" -> user = instruction[1];
                case "ENTRYPOINT" -> entryPoint = array(instruction[1]);
                default -> {}
            }
        }
        return new ImageDefinition(base, copies(stages, ""), environment, workingDirectory, user, entryPoint);
    }

    /** Follows what one stage takes from another back to the sources. */
    private static Map<String, Path> copies(Map<String, List<String[]>> stages, String stage) {
        var copies = new LinkedHashMap<String, Path>();
        for (String[] instruction : stages.get(stage)) {
            if (!instruction[0].equals("COPY") || !instruction[1].startsWith("--from=")) {
                continue;
            }
            String[] words = instruction[1].split("\\s+");
            String from = words[0].substring("--from=".length());
            if (words[1].startsWith(SOURCES)) {
                copies.put(words[2], Repository.file(words[1].substring(SOURCES.length())));
            } else {
                copies.put(words[2], copies(stages, from).get(words[1]));
            }
        }
        return copies;
    }

    private static List<String> instructions(String file) {
        return file.replaceAll("(?m)^\\s*#.*\n", "")
                .replaceAll("\\\\\n\\s*", " ")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> array(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
