CREATE TABLE "erased_values" (
	"document" text NOT NULL,
	"seq" bigint NOT NULL,
	"erase_seq" bigint NOT NULL,
	"organisation" uuid NOT NULL,
	"number" integer NOT NULL,
	"leaves" integer[] NOT NULL,
	"result" "bytea" NOT NULL,
	"transaction" xid8 NOT NULL,
	CONSTRAINT "erased_values_document_seq_erase_seq_pk" PRIMARY KEY("document","seq","erase_seq")
);
--> statement-breakpoint
CREATE TABLE "erasure_decisions" (
	"organisation" uuid NOT NULL,
	"number" integer NOT NULL,
	"approved" boolean NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasure_decisions_organisation_number_pk" PRIMARY KEY("organisation","number")
);
--> statement-breakpoint
CREATE TABLE "erasure_outcomes" (
	"organisation" uuid NOT NULL,
	"number" integer NOT NULL,
	"documents" integer NOT NULL,
	"events" integer NOT NULL,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "erasure_outcomes_organisation_number_pk" PRIMARY KEY("organisation","number")
);
--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"organisation" uuid NOT NULL,
	"number" integer NOT NULL,
	"document" text,
	"client" bigint,
	"clock" bigint,
	"user_id" uuid,
	"reason" text NOT NULL,
	"reference" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erasure_requests_organisation_number_pk" PRIMARY KEY("organisation","number")
);
--> statement-breakpoint
CREATE INDEX "erased_values_request" ON "erased_values" USING btree ("organisation","number");--> statement-breakpoint
-- SPEC G1: who may ask and who may decide.
CREATE FUNCTION "check_erasure_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.document IS NULL) = (NEW.user_id IS NULL) OR (NEW.document IS NULL) <> (NEW.client IS NULL OR NEW.clock IS NULL)
		OR NEW.expires_at > NEW.requested_at + interval '14 days' OR btrim(NEW.reason) = '' OR btrim(NEW.reference) = '' THEN
		RAISE EXCEPTION 'an erasure names one message or one person, a reason and a reference' USING ERRCODE = 'check_violation';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM users u WHERE u.organisation = NEW.organisation AND u.id = NEW.requested_by AND u.role = 'OWNER' AND u.closed_at IS NULL) THEN
		RAISE EXCEPTION 'only an owner asks for an erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "erasure_requests_checked" BEFORE INSERT ON "erasure_requests" FOR EACH ROW EXECUTE FUNCTION "check_erasure_request"();
--> statement-breakpoint
CREATE FUNCTION "check_erasure_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
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
	IF NOT EXISTS (SELECT 1 FROM users u WHERE u.organisation = NEW.organisation AND u.id = NEW.decided_by AND u.role IN ('OWNER', 'AUDITOR') AND u.closed_at IS NULL) THEN
		RAISE EXCEPTION 'only owners and auditors decide about an erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "erasure_decisions_checked" BEFORE INSERT ON "erasure_decisions" FOR EACH ROW EXECUTE FUNCTION "check_erasure_decision"();
--> statement-breakpoint
CREATE FUNCTION "is_erasure_approved"(org uuid, request integer) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT EXISTS (
		SELECT 1 FROM erasure_requests r JOIN erasure_decisions d ON d.organisation = r.organisation AND d.number = r.number
		WHERE r.organisation = org AND r.number = request AND d.approved AND d.decided_by <> r.requested_by
			AND d.decided_at BETWEEN r.requested_at AND r.expires_at)
$$;
--> statement-breakpoint
-- Not even the owner of the tables announces what nobody approved.
CREATE FUNCTION "check_erased_values"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT is_erasure_approved(NEW.organisation, NEW.number)
		OR NOT EXISTS (SELECT 1 FROM document_heads h WHERE h.document = NEW.document AND h.organisation = NEW.organisation)
		OR NOT EXISTS (SELECT 1 FROM log_rows r WHERE r.document = NEW.document AND r.seq = NEW.erase_seq AND r.kind = 'erase')
		OR NEW.transaction <> pg_current_xact_id() THEN
		RAISE EXCEPTION 'nobody approved this erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "erased_values_checked" BEFORE INSERT ON "erased_values" FOR EACH ROW EXECUTE FUNCTION "check_erased_values"();
--> statement-breakpoint
-- SPEC G5, G6. `ends`: where each leaf ends in the stored payload, the header's first; `leaves`: numbers of those that go, from 1.
CREATE FUNCTION "erase_values"(org uuid, request integer, doc text, row_seq bigint, erase_row bigint, ends integer[], leaves integer[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	stored record;
	was_partial boolean;
	count integer := array_length(ends, 1);
	start integer;
	piece bytea;
	salt bytea;
	leaf bytea;
	level bytea[] := '{}';
	above bytea[];
	left_payload bytea := '\x7f';
	left_salts bytea := '';
BEGIN
	IF NOT is_erasure_approved(org, request) THEN
		RAISE EXCEPTION 'nobody approved this erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	SELECT p.payload, p.salts, r.payload_hash INTO stored FROM log_payloads p JOIN log_rows r ON r.document = p.document AND r.seq = p.seq
		WHERE p.document = doc AND p.seq = row_seq AND r.kind IN ('run', 'refused') FOR UPDATE OF p;
	IF NOT FOUND OR ends[count] <> length(stored.payload) OR length(stored.salts) <> 16 * count
		OR EXISTS (SELECT 1 FROM unnest(leaves) AS l WHERE l < 1 OR l >= count) THEN
		RAISE EXCEPTION 'row % of % has no such values', row_seq, doc USING ERRCODE = 'check_violation';
	END IF;
	was_partial := get_byte(stored.payload, 0) = 127;
	start := CASE WHEN was_partial THEN 1 ELSE 0 END;
	FOR i IN 1..count LOOP
		IF ends[i] <= start THEN
			RAISE EXCEPTION 'row % of % has no such values', row_seq, doc USING ERRCODE = 'check_violation';
		END IF;
		piece := substring(stored.payload FROM start + 1 FOR ends[i] - start);
		salt := substring(stored.salts FROM (i - 1) * 16 + 1 FOR 16);
		start := ends[i];
		IF i > 1 AND was_partial AND get_byte(piece, 0) = 0 THEN
			leaf := substring(piece FROM 2);
		ELSE
			leaf := sha256('\x00'::bytea || salt || piece);
			IF i - 1 = ANY(leaves) THEN
				piece := '\x00'::bytea || leaf;
				salt := decode(repeat('00', 16), 'hex');
			END IF;
		END IF;
		level := level || leaf;
		left_payload := left_payload || piece;
		left_salts := left_salts || salt;
	END LOOP;
	WHILE array_length(level, 1) > 1 LOOP
		above := '{}';
		FOR i IN 1..array_length(level, 1) BY 2 LOOP
			above := above || CASE WHEN i < array_length(level, 1) THEN sha256('\x01'::bytea || level[i] || level[i + 1]) ELSE level[i] END;
		END LOOP;
		level := above;
	END LOOP;
	IF level[1] <> stored.payload_hash THEN
		RAISE EXCEPTION 'row % of % does not consist of these leaves', row_seq, doc USING ERRCODE = 'check_violation';
	END IF;
	INSERT INTO erased_values (document, seq, erase_seq, organisation, number, leaves, result, transaction)
		VALUES (doc, row_seq, erase_row, org, request, leaves, sha256(left_payload || left_salts), pg_current_xact_id());
	UPDATE log_payloads p SET payload = left_payload, salts = left_salts WHERE p.document = doc AND p.seq = row_seq;
	-- What was made of the row, its hash too: it has no salt.
	DELETE FROM log_snapshot_bytes s WHERE s.document = doc AND s.seq > row_seq;
	DELETE FROM log_snapshots s WHERE s.document = doc AND s.seq > row_seq;
END;
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "erase_values" FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION "refuse_change_but_erasure"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NEW.document = OLD.document AND NEW.seq = OLD.seq AND EXISTS (
			SELECT 1 FROM erased_values e WHERE e.document = OLD.document AND e.seq = OLD.seq
				AND e.transaction = pg_current_xact_id() AND e.result = sha256(NEW.payload || NEW.salts)) THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER "log_payloads_append_only" BEFORE UPDATE OR DELETE ON "log_payloads" FOR EACH ROW EXECUTE FUNCTION "refuse_change_but_erasure"();
--> statement-breakpoint
CREATE FUNCTION "refuse_change_but_of_erased"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		IF EXISTS (SELECT 1 FROM erased_values e WHERE e.document = OLD.document AND e.seq < OLD.seq AND e.transaction = pg_current_xact_id()) THEN
			RETURN OLD;
		END IF;
	END IF;
	RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER "log_snapshots_append_only" BEFORE UPDATE OR DELETE ON "log_snapshots" FOR EACH ROW EXECUTE FUNCTION "refuse_change_but_of_erased"();
--> statement-breakpoint
CREATE OR REPLACE TRIGGER "log_snapshot_bytes_append_only" BEFORE UPDATE OR DELETE ON "log_snapshot_bytes" FOR EACH ROW EXECUTE FUNCTION "refuse_change_but_of_erased"();
--> statement-breakpoint
CREATE TRIGGER "erasure_requests_append_only" BEFORE UPDATE OR DELETE ON "erasure_requests" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erasure_requests_no_truncate" BEFORE TRUNCATE ON "erasure_requests" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erasure_decisions_append_only" BEFORE UPDATE OR DELETE ON "erasure_decisions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erasure_decisions_no_truncate" BEFORE TRUNCATE ON "erasure_decisions" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erased_values_append_only" BEFORE UPDATE OR DELETE ON "erased_values" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erased_values_no_truncate" BEFORE TRUNCATE ON "erased_values" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erasure_outcomes_append_only" BEFORE UPDATE OR DELETE ON "erasure_outcomes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "erasure_outcomes_no_truncate" BEFORE TRUNCATE ON "erasure_outcomes" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
