CREATE TABLE "attention" (
	"organisation" uuid NOT NULL,
	"tab" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"session" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "attention_organisation_session_tab_pk" PRIMARY KEY("organisation","session","tab")
);
--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"organisation" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"level" text DEFAULT 'all' NOT NULL,
	"show_text" boolean DEFAULT true NOT NULL,
	"seen_through" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "notification_settings_organisation_user_id_pk" PRIMARY KEY("organisation","user_id")
);
--> statement-breakpoint
CREATE TABLE "push_notices" (
	"organisation" uuid NOT NULL,
	"session" text NOT NULL,
	"user_id" uuid NOT NULL,
	"conversation" uuid NOT NULL,
	"volume" integer NOT NULL,
	"client" bigint NOT NULL,
	"clock" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "push_notices_organisation_session_conversation_pk" PRIMARY KEY("organisation","session","conversation")
);
--> statement-breakpoint
CREATE TABLE "push_progress" (
	"document" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"organisation" uuid NOT NULL,
	"session" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" "bytea" NOT NULL,
	"auth" "bytea" NOT NULL,
	"server_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attention" ADD CONSTRAINT "attention_session_sessions_id_hash_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_notices" ADD CONSTRAINT "push_notices_session_push_subscriptions_session_fk" FOREIGN KEY ("session") REFERENCES "public"."push_subscriptions"("session") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_session_sessions_id_hash_fk" FOREIGN KEY ("session") REFERENCES "public"."sessions"("id_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attention_user" ON "attention" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "push_notices_due" ON "push_notices" USING btree ("due_at") WHERE state <> 'shown';--> statement-breakpoint
CREATE INDEX "push_notices_user" ON "push_notices" USING btree ("user_id","conversation");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "push_subscriptions" USING btree ("endpoint");--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" USING btree ("user_id");