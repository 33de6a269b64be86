// Hocuspocus as its documentation shows it (tiptap.dev/docs/hocuspocus/server/extensions/database): the generic database extension onto Postgres, every
// setting at its default (documents are stored 2 s after a change, 10 s at the latest). It has no rights to check and no log to keep.
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL, { onnotice: () => undefined });
await sql`create table if not exists documents (name text primary key, data bytea not null)`;

const server = new Server({
	port: Number(process.env.PORT),
	address: '127.0.0.1',
	quiet: true,
	extensions: [
		new Database({
			fetch: async ({ documentName }) => {
				const [row] = await sql`select data from documents where name = ${documentName}`;
				return row?.data ?? null;
			},
			store: async ({ documentName, state }) => {
				await sql`
					insert into documents (name, data) values (${documentName}, ${state})
					on conflict (name) do update set data = excluded.data`;
			},
		}),
	],
});
await server.listen();
console.log('Hocuspocus is ready');
