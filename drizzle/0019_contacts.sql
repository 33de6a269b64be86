CREATE TABLE "blocks" (
	"organisation" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"blocked" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blocks_organisation_user_id_blocked_pk" PRIMARY KEY("organisation","user_id","blocked")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"organisation" uuid NOT NULL,
	"low" uuid NOT NULL,
	"high" uuid NOT NULL,
	"state" text NOT NULL,
	"parted" boolean DEFAULT false NOT NULL,
	"by_user" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "contacts_organisation_low_high_pk" PRIMARY KEY("organisation","low","high")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "apart" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "contacts_high" ON "contacts" USING btree ("organisation","high");