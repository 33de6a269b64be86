CREATE TABLE "auto_replies" (
	"organisation" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"on" boolean NOT NULL,
	"text" text NOT NULL,
	"until" timestamp with time zone,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auto_replies_organisation_user_id_pk" PRIMARY KEY("organisation","user_id")
);
--> statement-breakpoint
CREATE TABLE "auto_reply_sent" (
	"organisation" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auto_reply_sent_organisation_user_id_conversation_since_pk" PRIMARY KEY("organisation","user_id","conversation","since")
);
