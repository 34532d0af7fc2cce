package dev.kith.sync.provider.carddav;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Plans of books that are being read, so that the next page needs no new listing. One that is not here any more, because
 * another instance made it or too many are under way, is made again.
 */
final class BookPlans {

    private static final int MOST = 16;

    private final Map<String, BookPlan> plans = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BookPlan> eldest) {
            return size() > MOST;
        }
    };

    Uni<BookPlan> get(PageToken at, Supplier<Uni<BookPlan>> make) {
        BookPlan plan;
        synchronized (plans) {
            plan = plans.get(key(at));
        }
        return plan != null
                ? Uni.createFrom().item(plan)
                : make.get().invoke(made -> {
                    synchronized (plans) {
                        plans.put(key(at), made);
                    }
                });
    }

    void drop(PageToken at) {
        synchronized (plans) {
            plans.remove(key(at));
        }
    }

    private static String key(PageToken at) {
        return at.chain() + "/" + at.index();
    }
}
