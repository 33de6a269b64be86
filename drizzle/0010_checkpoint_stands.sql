CREATE TABLE "checkpoint_stands" (
	"document" text NOT NULL,
	"rows" bigint NOT NULL,
	"checkpoint" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"path" "bytea" NOT NULL,
	CONSTRAINT "checkpoint_stands_document_checkpoint_pk" PRIMARY KEY("document","checkpoint")
);
--> statement-breakpoint
CREATE INDEX "checkpoint_stands_checkpoint" ON "checkpoint_stands" USING btree ("checkpoint");--> statement-breakpoint
CREATE TRIGGER "checkpoint_stands_append_only" BEFORE UPDATE OR DELETE ON "checkpoint_stands" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "checkpoint_stands_no_truncate" BEFORE TRUNCATE ON "checkpoint_stands" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
