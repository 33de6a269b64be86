import { error } from '@sveltejs/kit';
import * as v from 'valibot';

/** The body as JSON, or 400. */
export async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json();
	} catch (cause) {
		if (cause instanceof SyntaxError) error(400, 'This is not JSON.');
		throw cause;
	}
}

/** The body in the given form, or 400 with the first thing that is wrong. */
export async function readJsonAs<Schema extends v.GenericSchema>(
	request: Request,
	schema: Schema,
): Promise<v.InferOutput<Schema>> {
	const parsed = v.safeParse(schema, await readJson(request));
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	error(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}
