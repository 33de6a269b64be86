CREATE TABLE "erased_events" (
	"document" text NOT NULL,
	"client" bigint NOT NULL,
	"clock" bigint NOT NULL,
	"length" integer NOT NULL,
	"organisation" uuid NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "erased_events_document_client_clock_length_pk" PRIMARY KEY("document","client","clock","length")
);

--> statement-breakpoint
CREATE TRIGGER "erased_events_append_only" BEFORE UPDATE OR DELETE ON "erased_events" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erased_events_no_truncate" BEFORE TRUNCATE ON "erased_events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
