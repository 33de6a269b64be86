-- An append in two statements (sync-server/SPEC.md R10): what it locks and looks up, and what it writes. Each statement of a volatile function sees what was
-- committed before it, as if the relay had sent it.
CREATE FUNCTION "lock_for_append"(of_logs text[], of_documents text[], of_conversations uuid[], of_users uuid[], of_devices bigint[], of_outbox bigint[])
RETURNS json LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	logs json;
	heads json;
	leases json;
	waiting json;
BEGIN
	-- L7: what changes leases, memberships or accounts waits for this commit, or is seen by it. First, as there.
	PERFORM pg_advisory_xact_lock_shared(hashtextextended(log, 0)) FROM unnest(of_logs) AS log;
	SELECT json_agg(json_build_array(h.document, h.seq)) INTO logs FROM document_heads h WHERE h.document = ANY (of_logs);
	SELECT json_agg(json_build_array(h.document, h.seq, encode(h.hash, 'hex'), h.epoch, h.ledger_length, h.ledger_time)) INTO heads
	FROM (SELECT * FROM document_heads WHERE document = ANY (of_documents) ORDER BY document FOR UPDATE) h;
	-- R2: a removal waits for this commit, or is seen by it. Conversation, then membership: the order in which commands lock.
	IF cardinality(of_conversations) > 0 THEN
		PERFORM 1 FROM conversations WHERE id = ANY (of_conversations) ORDER BY id FOR SHARE;
		PERFORM 1 FROM memberships m
		JOIN unnest(of_conversations, of_users) AS n(conversation, user_id)
			ON m.conversation = n.conversation AND m.user_id = n.user_id AND m.ended_at IS NULL
		ORDER BY m.conversation, m.user_id FOR SHARE OF m;
	END IF;
	-- Of what is not there, there is an answer too.
	SELECT json_agg(json_build_array(n.number, d.user_id, d.revoked_at IS NOT NULL)) INTO leases
	FROM unnest(of_devices) AS n(number) LEFT JOIN devices d ON d.number = n.number;
	IF cardinality(of_outbox) > 0 THEN
		SELECT json_agg(o.id) INTO waiting
		FROM (SELECT id FROM outbox WHERE id = ANY (of_outbox) AND appended_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED) o;
	END IF;
	RETURN json_build_object('logs', coalesce(logs, '[]'), 'heads', coalesce(heads, '[]'), 'leases', coalesce(leases, '[]'),
		'waiting', coalesce(waiting, '[]'));
END;
$$;
--> statement-breakpoint
-- Hashes, payloads and salts travel as one value each and are cut here: arrays of bytea cost more than the inserts.
CREATE FUNCTION "append_rows"(of_documents text[], of_seqs bigint[], of_kinds text[], of_users text[], of_devices bigint[], of_times bigint[],
	of_hashes bytea, of_starts int[], of_payload_sizes int[], of_salt_sizes int[], of_payloads bytea, head_documents text[], head_epochs int[],
	head_seqs bigint[], head_lengths int[], head_times bigint[], head_hashes bytea, channel text, notifications text[])
RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	hash_size CONSTANT int := 32;
BEGIN
	INSERT INTO log_rows (document, seq, prev, hash, kind, user_id, device, received_at, payload_hash)
	SELECT r.document, r.seq, substring(of_hashes FROM place.at FOR hash_size), substring(of_hashes FROM place.at + hash_size FOR hash_size),
		r.kind, r.user_id, r.device, r.received_at, substring(of_hashes FROM place.at + 2 * hash_size FOR hash_size)
	FROM unnest(of_documents, of_seqs, of_kinds, of_users, of_devices, of_times)
			WITH ORDINALITY AS r(document, seq, kind, user_id, device, received_at, n),
		LATERAL (SELECT ((r.n - 1) * 3 * hash_size + 1)::int AS at) AS place;
	INSERT INTO log_payloads (document, seq, payload, salts)
	SELECT r.document, r.seq, substring(of_payloads FROM r.at FOR r.payload_size), substring(of_payloads FROM r.at + r.payload_size FOR r.salt_size)
	FROM unnest(of_documents, of_seqs, of_starts, of_payload_sizes, of_salt_sizes) AS r(document, seq, at, payload_size, salt_size);
	UPDATE document_heads d SET epoch = h.epoch, seq = h.seq, ledger_length = h.ledger_length, ledger_time = h.ledger_time,
		hash = substring(head_hashes FROM ((h.n - 1) * hash_size + 1)::int FOR hash_size)
	FROM unnest(head_documents, head_epochs, head_seqs, head_lengths, head_times)
		WITH ORDINALITY AS h(document, epoch, seq, ledger_length, ledger_time, n)
	WHERE d.document = h.document;
	PERFORM pg_notify(channel, told) FROM unnest(notifications) AS told;
END;
$$;
