-- Rows that were given back after a restore hold texts too (SPEC P9). The same function as before, which takes them as well.
CREATE OR REPLACE FUNCTION "erase_values"(org uuid, request integer, doc text, row_seq bigint, erase_row bigint, ends integer[], leaves integer[])
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
		WHERE p.document = doc AND p.seq = row_seq AND r.kind IN ('run', 'restored', 'refused') FOR UPDATE OF p;
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
