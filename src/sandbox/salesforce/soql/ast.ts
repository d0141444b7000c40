/** What a SOQL query is made of. `at` is where a part stands in the source. */

export interface Path {
  readonly kind: 'path';
  readonly names: readonly string[];
  readonly at: number;
}

export interface Call {
  readonly kind: 'call';
  /** Lower case. */
  readonly name: string;
  readonly args: readonly (Path | Call)[];
  readonly at: number;
}

export type Expression = Path | Call;

export interface SelectField {
  readonly kind: 'field';
  readonly expression: Expression;
  readonly alias: string | undefined;
}
export interface SelectChildren {
  readonly kind: 'children';
  readonly query: Query;
}
export interface SelectTypeof {
  readonly kind: 'typeof';
  readonly relationship: string;
  readonly whens: readonly { readonly type: string; readonly fields: readonly Path[] }[];
  readonly otherwise: readonly Path[];
  readonly at: number;
}
/** `FIELDS(ALL)`. */
export interface SelectAll {
  readonly kind: 'fields';
  readonly which: 'all' | 'standard' | 'custom';
}
export type SelectItem = SelectField | SelectChildren | SelectTypeof | SelectAll;

export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'datetime'; readonly value: string }
  | { readonly kind: 'period'; readonly name: string; readonly count: number }
  | { readonly kind: 'money'; readonly currency: string; readonly value: number };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Comparison;

export interface Comparison {
  readonly kind: 'compare';
  readonly left: Expression;
  readonly operator: Operator;
  readonly values: readonly Literal[];
  readonly query?: Query;
  readonly at: number;
}

export interface Order {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface Query {
  readonly source: string;
  readonly select: readonly SelectItem[];
  readonly isCount: boolean;
  readonly from: string;
  readonly fromAt: number;
  readonly alias: string | undefined;
  /** As written after USING SCOPE. */
  readonly scope: string | undefined;
  readonly where: Condition | undefined;
  readonly groupBy: readonly Expression[];
  readonly grouping: 'plain' | 'rollup' | 'cube';
  readonly having: Condition | undefined;
  readonly orderBy: readonly Order[];
  readonly limit: number | undefined;
  readonly offset: number;
  readonly forView: boolean;
  readonly allRows: boolean;
}
