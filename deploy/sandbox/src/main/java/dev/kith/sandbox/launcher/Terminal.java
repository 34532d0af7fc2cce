package dev.kith.sandbox.launcher;

import java.io.PrintWriter;

/** Results go to stdout, progress and everything else to stderr. */
record Terminal(PrintWriter out, PrintWriter err) {

    void progress(String message) {
        err.println("kith: " + message);
        err.flush();
    }

    void result(String line) {
        out.println(line);
        out.flush();
    }
}
