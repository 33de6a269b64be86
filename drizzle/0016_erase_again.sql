ALTER TABLE "erasure_decisions" ADD COLUMN "again" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD COLUMN "forward_of" integer;--> statement-breakpoint
ALTER TABLE "erasure_requests" ADD COLUMN "again" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- SPEC G9: what was confirmed before a restore, by people whom the backup does not show as who may, enters the owner of the tables alone.
CREATE FUNCTION "enters_again"(owned oid) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT pg_has_role(current_user, c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = owned
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "check_erasure_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.document IS NULL) = (NEW.user_id IS NULL) OR (NEW.document IS NULL) <> (NEW.client IS NULL OR NEW.clock IS NULL)
		OR NEW.expires_at > NEW.requested_at + interval '14 days' OR btrim(NEW.reason) = '' OR btrim(NEW.reference) = '' THEN
		RAISE EXCEPTION 'an erasure names one message or one person, a reason and a reference' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.again AND NOT enters_again(TG_RELID) THEN
		RAISE EXCEPTION 'only who restores enters an erasure again' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NOT NEW.again AND NOT EXISTS (SELECT 1 FROM users u WHERE u.organisation = NEW.organisation AND u.id = NEW.requested_by AND u.role = 'OWNER' AND u.closed_at IS NULL) THEN
		RAISE EXCEPTION 'only an owner asks for an erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "check_erasure_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	request erasure_requests;
BEGIN
	SELECT * INTO request FROM erasure_requests r WHERE r.organisation = NEW.organisation AND r.number = NEW.number;
	IF NOT FOUND OR NEW.decided_at > request.expires_at OR NEW.decided_at < request.requested_at THEN
		RAISE EXCEPTION 'no erasure waits for this decision' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.decided_by = request.requested_by AND NEW.approved THEN
		RAISE EXCEPTION 'somebody else than who asked approves an erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.again AND NOT enters_again(TG_RELID) THEN
		RAISE EXCEPTION 'only who restores enters an erasure again' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NOT NEW.again AND NOT EXISTS (SELECT 1 FROM users u WHERE u.organisation = NEW.organisation AND u.id = NEW.decided_by AND u.role IN ('OWNER', 'AUDITOR') AND u.closed_at IS NULL) THEN
		RAISE EXCEPTION 'only owners and auditors decide about an erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END;
$$;
