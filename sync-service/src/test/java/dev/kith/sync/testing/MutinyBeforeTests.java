package dev.kith.sync.testing;

import io.smallrye.context.SmallRyeContextManagerProvider;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Mutiny sets itself up when it is used first, and fails where two threads do that at once. */
public final class MutinyBeforeTests implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SmallRyeContextManagerProvider.getManager();
    }
}
