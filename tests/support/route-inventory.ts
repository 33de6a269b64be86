/** What the routes offer, as their sources say: the list that the authorisation matrix has to cover. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROUTES = join(import.meta.dirname, '../../src/routes');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

/**
 * Sorted: `GET /api/session` for a method of a +server.ts, `PAGE /people` for a page, `LOAD /people` for what its server gives it,
 * `ACTION /people?/invite` for a form's action.
 */
export function listEntrances(): string[] {
	const entrances: string[] = [];
	for (const entry of readdirSync(ROUTES, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !entry.name.startsWith('+')) continue;
		const route = routeOf(entry.parentPath.slice(ROUTES.length));
		const path = join(entry.parentPath, entry.name);
		if (entry.name === '+page.svelte') entrances.push(`PAGE ${route}`);
		if (entry.name === '+server.ts') {
			entrances.push(
				...exportsOf(path).flatMap(({ name }) => (METHODS.includes(name) ? `${name} ${route}` : [])),
			);
		}
		if (/^\+(?:page|layout)\.server\.ts$/.test(entry.name)) entrances.push(...ofPageServer(path, route));
	}
	return entrances.sort();
}

/** The addresses of +server.ts files, each with the methods that it has. */
export function listEndpoints(): Map<string, string[]> {
	const endpoints = new Map<string, string[]>();
	for (const entrance of listEntrances()) {
		const [method, route] = entrance.split(' ') as [string, string];
		if (METHODS.includes(method)) endpoints.set(route, [...(endpoints.get(route) ?? []), method]);
	}
	return endpoints;
}

function ofPageServer(path: string, route: string): string[] {
	return exportsOf(path).flatMap(({ name, keys }) => {
		if (name === 'load') return `LOAD ${route}`;
		if (name !== 'actions') return [];
		if (!keys) throw new Error(`${path}: its actions are no plain object, so nothing tells which there are.`);
		return keys.map((key) => `ACTION ${route}${key === 'default' ? '' : `?/${key}`}`);
	});
}

/** A route's id without its groups, which are no part of its address. */
function routeOf(folder: string): string {
	return folder.replace(/\/\([^)]+\)/g, '') || '/';
}

/** Names that a module exports, with the keys of those that are plain objects. */
function exportsOf(path: string): { name: string; keys?: string[] }[] {
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
	return source.statements.flatMap((statement): { name: string; keys?: string[] }[] => {
		if (ts.isExportDeclaration(statement)) {
			if (!statement.exportClause || !ts.isNamedExports(statement.exportClause))
				throw new Error(`${path} exports whatever another module does: nothing tells what that is.`);
			return statement.exportClause.elements.map(({ name }) => ({ name: name.text }));
		}
		const isExported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (!isExported) return [];
		if (ts.isFunctionDeclaration(statement) && statement.name) return [{ name: statement.name.text }];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.map(({ name, initializer }) => ({
			name: name.getText(source),
			...(initializer &&
				ts.isObjectLiteralExpression(initializer) && { keys: keysOf(initializer, source, path) }),
		}));
	});
}

function keysOf(object: ts.ObjectLiteralExpression, source: ts.SourceFile, path: string): string[] {
	return object.properties.map(({ name }) => {
		if (!name) throw new Error(`${path} spreads an object into another: nothing tells what that is.`);
		return name.getText(source);
	});
}
