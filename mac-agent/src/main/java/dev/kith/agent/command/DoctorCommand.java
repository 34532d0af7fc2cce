package dev.kith.agent.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.agent.AgentContext;
import dev.kith.agent.ExitCode;
import dev.kith.agent.Json;
import dev.kith.agent.doctor.Check;
import dev.kith.agent.doctor.Doctor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds out what keeps a sync from working. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Look at everything a sync needs: permissions, databases, configuration, broker, service.",
            "Reads the first bytes of each database, changes nothing, and says how to put right what is wrong."
        })
final class DoctorCommand implements Callable<Integer> {

    private final AgentContext context;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    DoctorCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Check> checks = new Doctor(context, home.of(context)).examine();
        ExitCode exitCode = ExitCode.gravest(checks.stream().map(Check::exitCode));
        if (json) {
            context.out().println(Json.line(json(checks, exitCode)));
        } else {
            checks.forEach(this::print);
        }
        return exitCode.code();
    }

    private void print(Check check) {
        Paint paint = new Paint(context.interactive());
        String line = check.outcome().sign() + " " + check.name() + ": " + check.found();
        context.out()
                .println(
                        switch (check.outcome()) {
                            case FINE -> paint.good(line);
                            case NOTE -> paint.warning(line);
                            case WRONG -> paint.bad(line);
                        });
        if (check.fix() != null) {
            context.out().println("    " + check.fix());
        }
    }

    private static ObjectNode json(List<Check> checks, ExitCode exitCode) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("exitCode", exitCode.code());
        ArrayNode list = json.putArray("checks");
        checks.forEach(check -> list.addObject()
                .put("name", check.name())
                .put("outcome", check.outcome().name())
                .put("found", check.found())
                .put("fix", check.fix()));
        return json;
    }
}
