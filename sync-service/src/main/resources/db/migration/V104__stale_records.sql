-- Records that were passed over because their sender had been overtaken: what they say is older than what stands before them
-- in the log, and no replay may take it for the latest.
CREATE TABLE contacts_stale_records (
    -- The topic's name and id, as with links.
    log_topic     TEXT    NOT NULL,
    log_partition INTEGER NOT NULL,
    log_offset    BIGINT  NOT NULL,
    PRIMARY KEY (log_topic, log_partition, log_offset)
);
