-- Whatever changes what a run shows tells so, on whichever instance it happens: those who watch runs listen.
CREATE FUNCTION kith_announce_run() RETURNS TRIGGER
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('kith_runs', NEW.run_id::text);
    RETURN NULL;
END
$$;
CREATE TRIGGER contacts_sync_runs_announce_insert
    AFTER INSERT ON contacts_sync_runs
    FOR EACH ROW EXECUTE FUNCTION kith_announce_run();
CREATE TRIGGER contacts_sync_runs_announce_update
    AFTER UPDATE ON contacts_sync_runs
    FOR EACH ROW
    WHEN ((OLD.mode, OLD.state, OLD.ended_at, OLD.created, OLD.updated, OLD.unchanged, OLD.skipped, OLD.deleted,
           OLD.conflicts, OLD.quarantined, OLD.unknown, OLD.error_code, OLD.error_message)
        IS DISTINCT FROM
          (NEW.mode, NEW.state, NEW.ended_at, NEW.created, NEW.updated, NEW.unchanged, NEW.skipped, NEW.deleted,
           NEW.conflicts, NEW.quarantined, NEW.unknown, NEW.error_code, NEW.error_message))
    EXECUTE FUNCTION kith_announce_run();
