package dev.kith.sandbox.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** The file that the service writes to, and where in it the present run begins. */
record ServiceLog(Path file, long begin) {

    private static final long FULL = 10 << 20;
    private static final int TAIL_LINES = 20;

    /** Sets a full log aside, so that a folder which is used for years does not fill up. */
    static ServiceLog open(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > FULL) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ServiceLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** The last lines of the present run. */
    String tail() {
        try {
            byte[] all = Files.readAllBytes(file);
            String run = new String(
                    Arrays.copyOfRange(all, (int) Math.min(begin, all.length), all.length), StandardCharsets.UTF_8);
            List<String> lines = run.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}
