package dev.kith.sandbox.bench;

/** A CRM that many accounts have filled. */
final class GrownCrm {

    private GrownCrm() {}

    /** @return the number after the last person's */
    static int fill(BenchContext context, BenchSystem system, int from) {
        int last = from + context.sizes().grown;
        int next = from;
        for (int account = 1; next < last; account++) {
            int to = Math.min(last, next + context.sizes().contacts);
            account(system, "grown-" + account, next, to);
            next = to;
            context.progress().accept("filling a CRM: " + next + " of " + last + " contacts");
        }
        system.servers().execute("VACUUM ANALYZE");
        return next;
    }

    static double account(BenchSystem system, String name, int from, int to) {
        try (LoggedAccount account = LoggedAccount.open(system.servers(), name)) {
            return account.sync(from, to, 0);
        }
    }
}
