import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';

/** What a refused form gives back: a sentence, and what was typed (never a password). */
export interface FormRefusal {
	error: string;
	/** The field that it is about, when it is about one. */
	field?: string;
	values: Record<string, string>;
}

const SECRET_FIELDS = ['password', 'current', 'token'];

export type ParsedForm<Output> =
	| {
			ok: true;
			fields: Output;
			refuse: (words: string, field?: string, status?: number) => ActionFailure<FormRefusal>;
	  }
	| { ok: false; failure: ActionFailure<FormRefusal> };

/** Reads a form's fields; the first thing that is wrong becomes the answer (400). */
export async function readForm<Schema extends v.GenericSchema<Record<string, string>, unknown>>(
	request: Request,
	schema: Schema,
): Promise<ParsedForm<v.InferOutput<Schema>>> {
	const values: Record<string, string> = {};
	for (const [name, value] of await request.formData()) {
		if (typeof value === 'string') values[name] = value;
	}
	const typed = Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET_FIELDS.includes(name)));
	const refuse = (words: string, field?: string, status = 400) =>
		fail<FormRefusal>(status, { error: words, field, values: typed });
	const parsed = v.safeParse(schema, values);
	if (parsed.success) return { ok: true, fields: parsed.output, refuse };
	const issue = parsed.issues[0];
	return { ok: false, failure: refuse(issue.message, v.getDotPath(issue) ?? undefined) };
}
