CREATE TABLE "log_snapshot_bytes" (
	"document" text NOT NULL,
	"seq" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "log_snapshot_bytes_document_seq_pk" PRIMARY KEY("document","seq")
);
--> statement-breakpoint
CREATE TABLE "log_snapshots" (
	"document" text NOT NULL,
	"seq" bigint NOT NULL,
	"row_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"made_at" bigint NOT NULL,
	CONSTRAINT "log_snapshots_document_seq_pk" PRIMARY KEY("document","seq")
);
--> statement-breakpoint
CREATE TRIGGER "log_snapshots_append_only" BEFORE UPDATE OR DELETE ON "log_snapshots" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "log_snapshots_no_truncate" BEFORE TRUNCATE ON "log_snapshots" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "log_snapshot_bytes_append_only" BEFORE UPDATE OR DELETE ON "log_snapshot_bytes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "log_snapshot_bytes_no_truncate" BEFORE TRUNCATE ON "log_snapshot_bytes" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
