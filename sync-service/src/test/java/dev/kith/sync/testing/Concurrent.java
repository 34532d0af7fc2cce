package dev.kith.sync.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Runs this class while others run, its own tests one after the other: for longer ones without Quarkus, which share
 * nothing with other classes but the servers, each in a database of its own. Quarkus holds one application for all its
 * tests, which run one by one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Concurrent.OfOneClass.class)
public @interface Concurrent {

    /** Without a lock of their class its tests would run beside one another, too. */
    final class OfOneClass implements ResourceLocksProvider {

        @Override
        public Set<Lock> provideForClass(Class<?> test) {
            return Set.of(new Lock(test.getName()));
        }
    }
}
