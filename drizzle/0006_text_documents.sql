CREATE TABLE "text_documents" (
	"organisation" uuid NOT NULL,
	"document" text NOT NULL,
	"owner" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "text_documents_organisation_document_pk" PRIMARY KEY("organisation","document")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "internal_volume" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "text_documents_document" ON "text_documents" USING btree ("document");