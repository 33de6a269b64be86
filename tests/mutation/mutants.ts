/**
 * Every mutant of a source file: one operator, condition, literal or block changed at a time, by the table of StrykerJS (its names are used), so that
 * scores can be compared. The mutants are text: whoever loads the file gets another one.
 */
import ts from 'typescript';

export interface Mutant {
	file: string;
	line: number;
	kind: string;
	start: number;
	end: number;
	original: string;
	replacement: string;
}

const EQUALITY: Record<string, string[]> = {
	'<': ['<=', '>='],
	'<=': ['<', '>'],
	'>': ['>=', '<='],
	'>=': ['>', '<'],
	'===': ['!=='],
	'!==': ['==='],
};
const ARITHMETIC: Record<string, string> = {
	'+': '-',
	'-': '+',
	'*': '/',
	'/': '*',
	'%': '*',
	'&': '|',
	'|': '&',
	'>>': '<<',
	'<<': '>>',
};
const LOGICAL: Record<string, string> = { '&&': '||', '||': '&&', '??': '&&' };
const ASSIGNMENT: Record<string, string> = { '+=': '-=', '-=': '+=', '||=': '&&=', '??=': '&&=' };
const METHODS: Record<string, string> = {
	some: 'every',
	every: 'some',
	min: 'max',
	max: 'min',
	startsWith: 'endsWith',
	endsWith: 'startsWith',
};

export function mutantsOf(file: string, text: string): Mutant[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const mutants: Mutant[] = [];
	const add = (kind: string, node: ts.Node, replacement: string) => {
		const start = node.getStart(source);
		const end = node.getEnd();
		const line = source.getLineAndCharacterOfPosition(start).line + 1;
		const original = text.slice(start, end);
		if (original !== replacement) mutants.push({ file, line, kind, start, end, original, replacement });
	};
	const condition = (node: ts.Expression) => {
		add('ConditionalExpression', node, 'true');
		add('ConditionalExpression', node, 'false');
	};
	const visit = (node: ts.Node): void => {
		if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node))
			condition(node.expression);
		if (ts.isForStatement(node) && node.condition) add('ConditionalExpression', node.condition, 'false');
		if (ts.isConditionalExpression(node)) condition(node.condition);
		if (ts.isBinaryExpression(node)) mutateBinary(node);
		if (ts.isBlock(node) && node.statements.length > 0) add('BlockStatement', node, '{}');
		if (ts.isCaseClause(node) && node.statements.length > 0)
			add('ConditionalExpression', node, `case ${node.expression.getText(source)}:`);
		if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
			add('BooleanLiteral', node, node.operand.getText(source));
		if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
			add('UnaryOperator', node, `+${node.operand.getText(source)}`);
		if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) mutateUpdate(node);
		if (node.kind === ts.SyntaxKind.TrueKeyword) add('BooleanLiteral', node, 'false');
		if (node.kind === ts.SyntaxKind.FalseKeyword) add('BooleanLiteral', node, 'true');
		if (ts.isStringLiteral(node) && !isName(node))
			add('StringLiteral', node, node.text === '' ? "'mutant'" : "''");
		if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) add('ArrayDeclaration', node, '[]');
		if (ts.isObjectLiteralExpression(node) && node.properties.length > 0) add('ObjectLiteral', node, '{}');
		if (ts.isCallExpression(node)) mutateCall(node);
		if (
			(ts.isPropertyAccessExpression(node) ||
				ts.isElementAccessExpression(node) ||
				ts.isCallExpression(node)) &&
			node.questionDotToken
		)
			add('OptionalChaining', node.questionDotToken, ts.isPropertyAccessExpression(node) ? '.' : '');
		ts.forEachChild(node, visit);
	};
	const mutateBinary = (node: ts.BinaryExpression) => {
		const operator = node.operatorToken.getText(source);
		for (const other of EQUALITY[operator] ?? []) add('EqualityOperator', node.operatorToken, other);
		if (operator in EQUALITY && !isCondition(node)) condition(node);
		const isText = [node.left, node.right].some((side) => ts.isStringLiteral(side));
		if (operator in ARITHMETIC && !isText)
			add('ArithmeticOperator', node.operatorToken, ARITHMETIC[operator]!);
		if (operator in LOGICAL) add('LogicalOperator', node.operatorToken, LOGICAL[operator]!);
		if (operator in ASSIGNMENT) add('AssignmentOperator', node.operatorToken, ASSIGNMENT[operator]!);
	};
	const mutateUpdate = (node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression) => {
		const [from, to] = node.operator === ts.SyntaxKind.PlusPlusToken ? ['++', '--'] : ['--', '++'];
		const isUpdate =
			node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
		if (isUpdate) add('UpdateOperator', node, node.getText(source).replace(from!, to!));
	};
	const mutateCall = (node: ts.CallExpression) => {
		if (!ts.isPropertyAccessExpression(node.expression)) return;
		const { name, expression } = node.expression;
		const other = METHODS[name.text];
		if (other) add('MethodExpression', name, other);
		if (name.text === 'trim') add('MethodExpression', node, expression.getText(source));
		if (name.text === 'sort') add('MethodExpression', node, expression.getText(source));
	};
	visit(source);
	return mutants;
}

/** Its truth is replaced already, by the statement that asks for it. */
function isCondition(node: ts.Expression): boolean {
	const { parent } = node;
	return (
		(ts.isIfStatement(parent) && parent.expression === node) ||
		(ts.isWhileStatement(parent) && parent.expression === node) ||
		(ts.isForStatement(parent) && parent.condition === node) ||
		(ts.isConditionalExpression(parent) && parent.condition === node)
	);
}

/** A key of an object, or the tag of a kind that TypeScript alone reads: not behaviour. */
function isName({ parent }: ts.StringLiteral): boolean {
	return (
		ts.isPropertyAssignment(parent) && ts.isStringLiteral(parent.name) && parent.initializer !== parent.name
	);
}

/** The file's text with the mutant in it. */
export function applyMutant(text: string, { start, end, replacement }: Mutant): string {
	return text.slice(0, start) + replacement + text.slice(end);
}
