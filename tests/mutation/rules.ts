/**
 * The verifier's rules, each as the mutant that takes it out: a condition that refuses is never true (of several that stand in for each other, each by itself),
 * and a choice between a refusal and something else never falls on the refusal.
 */
import ts from 'typescript';
import type { Mutant } from './mutants.ts';

export function rulesOf(file: string, text: string): Mutant[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const rules: Mutant[] = [];
	const isVoid = VOID.test(file);
	const takeOut = (condition: ts.Expression, replacement: 'true' | 'false') => {
		const [start, end] = [condition.getStart(source), condition.getEnd()];
		const line = source.getLineAndCharacterOfPosition(start).line + 1;
		rules.push({ file, line, kind: 'Rule', start, end, original: text.slice(start, end), replacement });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isIfStatement(node) && refuses(node.thenStatement, isVoid))
			for (const condition of alternatives(node.expression)) takeOut(condition, 'false');
		if (ts.isConditionalExpression(node)) {
			const [whenTrue, whenFalse] = [isRefusal(node.whenTrue), isRefusal(node.whenFalse)];
			if (whenTrue && !whenFalse)
				for (const condition of alternatives(node.condition)) takeOut(condition, 'false');
			if (!whenTrue && whenFalse) takeOut(node.condition, 'true');
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return rules;
}

/** In these files `undefined` is a refusal. */
const VOID = /awareness-guard|text-items/;

/** Throws a refusal, gives one back, or notes one. */
function refuses(statement: ts.Statement, isVoid: boolean): boolean {
	if (ts.isThrowStatement(statement)) return true;
	const isWord = ts.isReturnStatement(statement) || ts.isExpressionStatement(statement);
	if (!isWord || !statement.expression) return false;
	return isRefusal(statement.expression) || (isVoid && statement.expression.getText() === 'undefined');
}

const NAMES = /^(?:SCHEMA|TOO_LARGE|parsed\.error)$/;
const CALLS = /^(?:notYours|this\.#refuse|this\.#gap)$/;

/** A code, or what stands for one. */
function isRefusal(node: ts.Expression): boolean {
	if (ts.isStringLiteral(node)) return /^[A-Z_]+$/.test(node.text);
	if (ts.isCallExpression(node)) return CALLS.test(node.expression.getText());
	if (ts.isConditionalExpression(node)) return isRefusal(node.whenTrue) || isRefusal(node.whenFalse);
	if (ts.isObjectLiteralExpression(node)) return /\bcode\b|\bkind: 'gap'/.test(node.getText());
	return NAMES.test(node.getText());
}

/** `a || b` are two rules. */
function alternatives(condition: ts.Expression): ts.Expression[] {
	if (!ts.isBinaryExpression(condition)) return [condition];
	if (condition.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return [condition];
	return [...alternatives(condition.left), ...alternatives(condition.right)];
}
