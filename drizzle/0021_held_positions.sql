CREATE TABLE "held_positions" (
	"organisation" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"volume" integer NOT NULL,
	"position" integer NOT NULL,
	"steps" bigint[] NOT NULL,
	CONSTRAINT "held_positions_organisation_conversation_volume_user_id_pk" PRIMARY KEY("organisation","conversation","volume","user_id")
);
--> statement-breakpoint
ALTER TABLE "read_positions" ADD COLUMN "steps" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "read_positions_conversation" ON "read_positions" USING btree ("organisation","conversation");--> statement-breakpoint
-- When they came here nobody knows.
UPDATE "read_positions" SET "steps" = ARRAY["volume", "position", 0] WHERE "position" >= 0;
