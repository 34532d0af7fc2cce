package dev.kith.sync.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Takes their own words from the failures that are logged, whoever logs them: a database or a parser that refuses a value
 * repeats it. Types and stack traces stay.
 */
@LoggingFilter(name = "without-values")
public final class WithoutValues implements Filter {

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry.getThrown() != null) {
            entry.setThrown(ToldFailure.of(entry.getThrown()));
        }
        return true;
    }
}
