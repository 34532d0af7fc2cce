package dev.kith.agent.doctor;

import java.util.Optional;

/** The program that macOS holds responsible, and to which Full Disk Access has to be granted. */
final class Program {

    private Program() {}

    /**
     * Under launchd that is this JVM itself; else the app that was started by the user, such as Terminal, which stands
     * highest among the parents.
     */
    static String responsible() {
        ProcessHandle program = ProcessHandle.current();
        Optional<ProcessHandle> parent = program.parent();
        while (parent.isPresent() && parent.get().pid() > 1) {
            program = parent.get();
            parent = program.parent();
        }
        String own = ProcessHandle.current().info().command().orElse("this Java");
        String top = program.info().command().orElse(own);
        return top.equals(own) ? own : top + " (or " + own + " when launchd starts it)";
    }
}
