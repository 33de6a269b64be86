CREATE TABLE "text_rewritings" (
	"document" text NOT NULL,
	"seq" bigint NOT NULL,
	"result" "bytea" NOT NULL,
	"transaction" "xid8" NOT NULL,
	CONSTRAINT "text_rewritings_document_seq_pk" PRIMARY KEY("document","seq")
);
--> statement-breakpoint
-- SPEC G11, X15. `left_value` takes the place of a text row's one value: by an approved request, or, of drafts alone, without one.
CREATE FUNCTION "rewrite_text"(org uuid, request integer, doc text, row_seq bigint, by_row bigint, header_end integer, new_salt bytea, left_value bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	stored record;
	was_partial boolean;
	header bytea;
	piece bytea;
	leaf bytea;
	left_payload bytea;
	left_salts bytea;
BEGIN
	IF request IS NULL AND doc NOT LIKE 'u/%' THEN
		RAISE EXCEPTION 'only drafts are forgotten' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF request IS NOT NULL AND NOT is_erasure_approved(org, request) THEN
		RAISE EXCEPTION 'nobody approved this erasure' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM log_rows r WHERE r.document = doc AND r.seq = by_row AND r.seq > row_seq
		AND r.kind = CASE WHEN request IS NULL THEN 'forget' ELSE 'erase' END) THEN
		RAISE EXCEPTION 'no row says that words of % are gone', doc USING ERRCODE = 'check_violation';
	END IF;
	SELECT p.payload, p.salts, r.payload_hash INTO stored FROM log_payloads p JOIN log_rows r ON r.document = p.document AND r.seq = p.seq
		WHERE p.document = doc AND p.seq = row_seq AND r.kind = 'text' FOR UPDATE OF p;
	IF NOT FOUND OR length(stored.salts) <> 32 OR length(new_salt) <> 16 OR header_end <= 0 OR header_end >= length(stored.payload) OR get_byte(left_value, 0) <> 116 THEN
		RAISE EXCEPTION 'row % of % has no such value', row_seq, doc USING ERRCODE = 'check_violation';
	END IF;
	was_partial := get_byte(stored.payload, 0) = 127;
	header := substring(stored.payload FROM CASE WHEN was_partial THEN 2 ELSE 1 END FOR header_end - CASE WHEN was_partial THEN 1 ELSE 0 END);
	piece := substring(stored.payload FROM header_end + 1);
	leaf := CASE WHEN was_partial THEN substring(piece FROM 2 FOR 32) ELSE sha256('\x00'::bytea || substring(stored.salts FROM 17) || piece) END;
	IF sha256('\x01'::bytea || sha256('\x00'::bytea || substring(stored.salts FOR 16) || header) || leaf) <> stored.payload_hash THEN
		RAISE EXCEPTION 'row % of % does not consist of these leaves', row_seq, doc USING ERRCODE = 'check_violation';
	END IF;
	left_payload := '\x7f'::bytea || header || '\x01'::bytea || leaf || new_salt || left_value;
	left_salts := substring(stored.salts FOR 16) || decode(repeat('00', 16), 'hex');
	IF request IS NOT NULL THEN
		INSERT INTO erased_values (document, seq, erase_seq, organisation, number, leaves, result, transaction)
			VALUES (doc, row_seq, by_row, org, request, '{1}', sha256(left_payload || left_salts), pg_current_xact_id());
	ELSE
		INSERT INTO text_rewritings (document, seq, result, transaction)
			VALUES (doc, row_seq, sha256(left_payload || left_salts), pg_current_xact_id());
	END IF;
	UPDATE log_payloads p SET payload = left_payload, salts = left_salts WHERE p.document = doc AND p.seq = row_seq;
	DELETE FROM text_rewritings t WHERE t.document = doc AND t.seq = row_seq;
END;
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "rewrite_text" FROM PUBLIC;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "refuse_change_but_erasure"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NEW.document = OLD.document AND NEW.seq = OLD.seq AND (EXISTS (
			SELECT 1 FROM erased_values e WHERE e.document = OLD.document AND e.seq = OLD.seq
				AND e.transaction = pg_current_xact_id() AND e.result = sha256(NEW.payload || NEW.salts))
		OR OLD.document LIKE 'u/%' AND EXISTS (
			SELECT 1 FROM text_rewritings t WHERE t.document = OLD.document AND t.seq = OLD.seq
				AND t.transaction = pg_current_xact_id() AND t.result = sha256(NEW.payload || NEW.salts))) THEN
			RETURN NEW;
		END IF;
	END IF;
	RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;
