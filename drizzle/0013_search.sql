CREATE TABLE "search_entries" (
	"document" text NOT NULL,
	"client" bigint NOT NULL,
	"clock" bigint NOT NULL,
	"organisation" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"author" text NOT NULL,
	"received_at" bigint NOT NULL,
	"body" text NOT NULL,
	"folded" text NOT NULL,
	"held" smallint NOT NULL,
	"terms" "tsvector" NOT NULL,
	CONSTRAINT "search_entries_document_client_clock_pk" PRIMARY KEY("document","client","clock")
);
--> statement-breakpoint
CREATE TABLE "search_heads" (
	"document" text PRIMARY KEY NOT NULL,
	"organisation" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"writers" bigint[] NOT NULL,
	"whole" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_entries_conversation" ON "search_entries" USING btree ("conversation","received_at");--> statement-breakpoint
CREATE INDEX "search_entries_terms" ON "search_entries" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "search_heads_conversation" ON "search_heads" USING btree ("conversation");--> statement-breakpoint
-- Finds what stands within a word (SPEC F2). A server that does not ship pg_trgm, or does not let us add it, looks through the texts instead.
DO $$ BEGIN
	CREATE EXTENSION IF NOT EXISTS pg_trgm;
	CREATE INDEX "search_entries_folded" ON "search_entries" USING gin ("folded" gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
	RAISE NOTICE 'search without pg_trgm: %', SQLERRM;
END $$;
