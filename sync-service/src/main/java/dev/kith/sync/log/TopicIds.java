package dev.kith.sync.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells one incarnation of a topic from another: after a topic was lost and made anew its offsets mean nothing. */
@ApplicationScoped
public class TopicIds {

    private final LogAdmin admin;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    TopicIds(LogAdmin admin) {
        this.admin = admin;
    }

    /** The id of a topic as it stands now. Asks the broker, so never call it on an event loop. */
    public String refresh(String topic) {
        String id = admin.describe(topic).topicId().toString();
        known.put(topic, id);
        return id;
    }

    /** The id under which the topic's partitions were assigned to this instance. */
    String assigned(String topic) {
        return known.get(topic);
    }
}
