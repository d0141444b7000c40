/**
 * Compiles a card template to a function from view to markup. Handlebars is held short: strict lookups, no prototype access,
 * only the helpers below, nothing unescaped, and a budget for loops, so that an admin's template can neither reach into the
 * program nor stop it. Every start tag gets a mark with its line in the template, because loops move lines in the output.
 */
import Handlebars from 'handlebars';
import { languageSchema } from '../cx/model/text.ts';
import { PulsoError, TemplateInvalid } from '../errors.ts';
import type { Dictionary, Words } from './words.ts';

/** Carries the template's line through the markup; see readMarkup. */
export const LINE_MARK = 'pulso-line';

export const TEMPLATE_LIMITS = {
  sourceChars: 65_536,
  loopSteps: 5_000,
  markupChars: 4_000_000,
  blockDepth: 8,
} as const;

const HELPERS = ['t', 'plural', 'number', 'signed', 'percent', 'date', 'dateTime', 'eq', 'known'] as const;
const BUILT_IN = ['if', 'unless', 'each', 'with'] as const;
/** What `@` may name: the place in a loop and the whole view. The rest that Handlebars hands around is ours. */
const LOOP_DATA = ['root', 'index', 'key', 'first', 'last'];
/** Handlebars' own, which are called by it and by nobody else. */
const INTERNAL_HELPERS = ['helperMissing', 'blockHelperMissing'];

type Loose = Readonly<Record<string, unknown>>;
interface HelperCall {
  readonly name: string;
  readonly loc: hbs.AST.SourceLocation;
  readonly hash: Loose;
  readonly data: { readonly words: Words; readonly budget: { steps: number; chars: number } };
  readonly fn: (context: unknown, options?: unknown) => string;
}

const fault = (call: HelperCall, message: string) =>
  new Handlebars.Exception(message, { type: 'helper', loc: call.loc });
const asNumber = (value: unknown, call: HelperCall): number => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw fault(call, `{{${call.name}}} needs a number; guard it with {{#if}} where the value can be missing`);
};
const asInstant = (value: unknown, call: HelperCall): string => {
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
  throw fault(call, `{{${call.name}}} needs an instant; guard it with {{#if}} where the value can be missing`);
};
const known = (key: unknown, call: HelperCall): string => {
  const name = String(key);
  if (call.data.words.has(name)) return name;
  throw fault(call, `the locales have no words "${name}"; take a key of templates/locales`);
};

function createEngine(): typeof Handlebars {
  const engine = Handlebars.create();
  const each = engine.helpers.each;
  if (each === undefined) throw new Error('Handlebars has no each');
  engine.registerHelper('each', function (this: unknown, list: unknown, call: HelperCall) {
    const { budget } = call.data;
    const fn = (context: unknown, options?: unknown) => {
      budget.steps -= 1;
      const output = call.fn(context, options);
      budget.chars -= output.length;
      if (budget.steps < 0 || budget.chars < 0) {
        throw fault(call, 'the loops of this template do too much; do not nest {{#each}}');
      }
      return output;
    };
    return each.call(this, list, { ...call, fn } as unknown as Handlebars.HelperOptions);
  });
  const register = (name: string, values: number, help: (call: HelperCall, ...values: unknown[]) => unknown) =>
    engine.registerHelper(name, (...given: unknown[]) => {
      const call = given.pop() as HelperCall;
      if (given.length !== values) throw fault(call, `{{${name}}} takes ${values} value(s), not ${given.length}`);
      return help(call, ...given);
    });
  register('t', 1, (call, key) => call.data.words.t(known(key, call), call.hash));
  register('plural', 2, (call, key, count) =>
    call.data.words.plural(known(key, call), asNumber(count, call), call.hash),
  );
  register('number', 1, (call, value) =>
    call.data.words.number(asNumber(value, call), call.hash.decimals === 0 ? 0 : 1),
  );
  register('signed', 1, (call, value) => call.data.words.points(asNumber(value, call)));
  register('percent', 1, (call, value) => call.data.words.percent(asNumber(value, call)));
  register('date', 1, (call, value) => call.data.words.date(asInstant(value, call)));
  register('dateTime', 1, (call, value) => call.data.words.dateTime(asInstant(value, call)));
  register('eq', 2, (_, left, right) => left === right);
  register('known', 1, (_, value) => value !== null && value !== undefined);
  return engine;
}

/** Marks start tags with their line and refuses what a card template may not do. */
class Inspector extends Handlebars.Visitor {
  readonly template: string;
  private depth = 0;

  constructor(template: string) {
    super();
    this.template = template;
  }

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    const original = String(content.original);
    const lines = [...original.matchAll(/<[a-zA-Z][\w.:-]*/g)].map(
      (tag) => content.loc.start.line + original.slice(0, tag.index).split('\n').length - 1,
    );
    content.value = content.value.replace(/<[a-zA-Z][\w.:-]*/g, (tag) => `${tag} ${LINE_MARK}="${lines.shift()}"`);
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped) this.refuse(mustache, 'writes a value unescaped; use two braces: {{value}}');
    super.MustacheStatement(mustache);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    const [first] = path.parts;
    const name =
      path.data && first !== undefined && !LOOP_DATA.includes(first)
        ? `@${first}`
        : path.parts.find((part) => Object.hasOwn(Object.prototype, part) || INTERNAL_HELPERS.includes(part));
    if (name !== undefined)
      this.refuse(path, `uses the unknown value "${name}"; docs/cards.md lists the values of a card`);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    this.depth += 1;
    if (this.depth > TEMPLATE_LIMITS.blockDepth) {
      this.refuse(block, `nests blocks deeper than ${TEMPLATE_LIMITS.blockDepth}; make it flatter`);
    }
    super.BlockStatement(block);
    this.depth -= 1;
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.refuse(partial, 'includes another template; a card is one file, write the elements here');
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.refuse(partial, 'includes another template; a card is one file, write the elements here');
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    this.refuse(decorator, 'uses a decorator; cards have none');
  }

  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    this.refuse(decorator, 'uses a decorator; cards have none');
  }

  private refuse(node: hbs.AST.Node, reason: string): never {
    throw new TemplateInvalid(this.template, node.loc.start.line, reason);
  }
}

function asTemplateFault(template: string, error: unknown): never {
  if (error instanceof TemplateInvalid) throw error;
  if (error instanceof PulsoError || !(error instanceof Error)) throw error;
  const exception = error as Error & { lineNumber?: number };
  const line =
    exception.lineNumber ?? Number(/(?:on line (\d+)| - (\d+):\d+$)/.exec(error.message)?.slice(1).find(Boolean));
  const reason = error.message
    .replace(/^Parse error on line \d+:\n/, 'is not valid Handlebars: ')
    .replace(/ - \d+:\d+$/, '')
    .replace(
      /^Cannot read properties of [\s\S]*$/,
      'asks for a value outside of the card: it has too many ../; take one away',
    )
    .replace(/^You specified knownHelpersOnly, but used the unknown helper (\S+).*$/s, (_, helper: string) => {
      return `uses the unknown helper "${helper}"; there are ${[...BUILT_IN, ...HELPERS].join(', ')}`;
    })
    .replace(
      /^("[^"]+") not defined in [\s\S]*$/,
      'uses the unknown value $1; docs/cards.md lists the values of a card',
    );
  throw new TemplateInvalid(template, Number.isFinite(line) ? line : null, reason, { cause: error });
}

/** Fills a template with a view; the answer is markup whose start tags carry their line in the template. */
export type CompiledTemplate = (view: { readonly language: string; readonly timeZone: string }) => string;

/**
 * Compiles a template.
 * @throws TemplateInvalid with the line; compiled templates throw it too.
 */
export function compileTemplate(template: string, source: string, dictionary: Dictionary): CompiledTemplate {
  if (source.length > TEMPLATE_LIMITS.sourceChars) {
    throw new TemplateInvalid(template, null, `is longer than ${TEMPLATE_LIMITS.sourceChars} characters; shorten it`);
  }
  const engine = createEngine();
  let fill: Handlebars.TemplateDelegate;
  try {
    const program = engine.parse(source, { srcName: template });
    new Inspector(template).accept(program);
    const allowed = Object.fromEntries([...BUILT_IN, ...HELPERS].map((name) => [name, true]));
    const helpers = { ...allowed, log: false, lookup: false };
    const options = { strict: true, knownHelpersOnly: true, knownHelpers: helpers };
    // Compiling is lazy; doing it here finds unknown helpers before the first card.
    engine.precompile(program, options);
    fill = engine.compile(program, options);
  } catch (error) {
    return asTemplateFault(template, error);
  }
  return (view) => {
    const words = dictionary.words(languageSchema.parse(view.language), view.timeZone);
    const budget = { steps: TEMPLATE_LIMITS.loopSteps, chars: TEMPLATE_LIMITS.markupChars };
    try {
      return fill(view, {
        data: { words, budget },
        allowProtoMethodsByDefault: false,
        allowProtoPropertiesByDefault: false,
      });
    } catch (error) {
      return asTemplateFault(template, error);
    }
  };
}
