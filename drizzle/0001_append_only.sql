-- The log is only ever added to (sync-server/SPEC.md L4): whoever holds the relay's connection can neither change nor remove what was stored.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "log_rows_append_only" BEFORE UPDATE OR DELETE ON "log_rows" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "log_rows_no_truncate" BEFORE TRUNCATE ON "log_rows" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "log_payloads_append_only" BEFORE UPDATE OR DELETE ON "log_payloads" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "log_payloads_no_truncate" BEFORE TRUNCATE ON "log_payloads" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
