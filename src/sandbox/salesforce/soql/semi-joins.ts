import { ApiError, malformedQuery } from '../api-error.ts';
import type { Condition, Query } from './ast.ts';
import type { Bound } from './bind.ts';
import { errorAt } from './lexer.ts';

const MAX_SEMI_JOINS = 2;

/** Where `IN (SELECT …)` may stand (soql_sosl, semi-joins and anti-joins): joined by AND alone, twice at most, one level deep. */
export function checkSemiJoins(where: Condition | undefined): void {
  if (!where) return;
  const count = countIn(where);
  if (count === 0) return;
  if (count > MAX_SEMI_JOINS)
    throw new ApiError(
      400,
      'EXCEEDED_MAX_SEMIJOIN_SUBSELECTS',
      `Maximum ${MAX_SEMI_JOINS} semi join sub-selects are allowed`,
    );
  if (where.kind === 'or') throw malformedQuery("Semi join sub-selects are not allowed with the 'OR' operator");
  if (where.kind === 'and' && where.parts.some((part) => part.kind === 'or' && countIn(part) > 0))
    throw malformedQuery(
      'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
    );
}

function countIn(condition: Condition): number {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.reduce((count, part) => count + countIn(part), 0);
    case 'not':
      return countIn(condition.part);
    case 'compare':
      if (!condition.query) return 0;
      if (condition.query.where && countIn(condition.query.where) > 0)
        throw malformedQuery('Nesting of semi join sub-selects is not supported');
      return 1;
  }
}

const isId = ({ type }: Bound<never>): boolean => type === 'id' || type === 'reference';

/** The objects that a field's ids may belong to. */
const targetsOf = ({ type, field, entity }: Bound<never>): readonly string[] =>
  type === 'id' && entity !== undefined ? [entity] : (field?.referenceTo ?? []);

/** Throws unless both sides of a semi-join are ids that may belong to the same object. */
export function checkSides({ source, fromAt }: Query, outer: Bound<never>, inner: Bound<never>): void {
  const malformed = (message: string) => errorAt('MALFORMED_QUERY', source, fromAt, message);
  if (!isId(outer))
    throw malformed(
      `The left operand field in the where expression for outer query should be an id field, cannot use: '${outer.name}'`,
    );
  if (!isId(inner))
    throw malformed(`The selected field in the subquery should be an id field, cannot use: '${inner.name}'`);
  const inside = targetsOf(inner);
  if (targetsOf(outer).some((type) => inside.includes(type))) return;
  throw malformed(
    `The selected field '${inner.name}' in the subquery and the left operand field in the where expression in the outer query '${outer.name}' should point to the same object type`,
  );
}
