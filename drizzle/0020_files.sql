CREATE TABLE "files" (
	"organisation" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"content_type" text,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"named" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stored_at" timestamp with time zone,
	CONSTRAINT "files_organisation_id_pk" PRIMARY KEY("organisation","id")
);
--> statement-breakpoint
CREATE TABLE "message_files" (
	"document" text NOT NULL,
	"client" bigint NOT NULL,
	"clock" bigint NOT NULL,
	"file" uuid NOT NULL,
	"organisation" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"author" text NOT NULL,
	CONSTRAINT "message_files_document_client_clock_file_pk" PRIMARY KEY("document","client","clock","file")
);
--> statement-breakpoint
CREATE INDEX "files_sha256" ON "files" USING btree ("organisation","sha256");--> statement-breakpoint
CREATE INDEX "files_user" ON "files" USING btree ("organisation","user_id");--> statement-breakpoint
CREATE INDEX "message_files_file" ON "message_files" USING btree ("organisation","file");