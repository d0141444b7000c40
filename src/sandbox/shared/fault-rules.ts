/** Which requests a fault strikes; its effect is the sandbox's own affair. */
export interface FaultAim {
  readonly kind: string;
  readonly method?: string | undefined;
  /** A regular expression on the path. */
  readonly path?: string | undefined;
  readonly count?: number | undefined;
  readonly skip?: number | undefined;
  readonly probability?: number | undefined;
  readonly seed?: number | undefined;
}

interface ActiveRule<Rule> {
  readonly id: string;
  readonly rule: Rule;
  readonly pattern: RegExp | undefined;
  readonly random: () => number;
  seen: number;
  struck: number;
}

/** A small seeded generator (mulberry32), so that a run of faults can be repeated. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The rules that are switched on, and which of them strike. */
export class FaultRules<Rule extends FaultAim> {
  private rules: ActiveRule<Rule>[] = [];
  private lastId = 0;

  add(rule: Rule): { readonly id: string } {
    this.lastId += 1;
    const id = String(this.lastId);
    const pattern = rule.path === undefined ? undefined : new RegExp(rule.path);
    this.rules.push({ id, rule, pattern, random: seededRandom(rule.seed ?? 1), seen: 0, struck: 0 });
    return { id };
  }

  list(): unknown[] {
    return this.rules.map(({ id, rule, seen, struck }) => ({ id, ...rule, seen, struck }));
  }

  remove(id?: string): void {
    this.rules = id === undefined ? [] : this.rules.filter((active) => active.id !== id);
  }

  /** The rules of these kinds that strike this request, in the order they were added. */
  strike(method: string, path: string, kinds: readonly string[]): Rule[] {
    const struck: Rule[] = [];
    for (const active of this.rules) {
      const { rule, pattern } = active;
      if (!kinds.includes(rule.kind)) continue;
      if (rule.method !== undefined && rule.method.toUpperCase() !== method) continue;
      if (pattern && !pattern.test(path)) continue;
      if (rule.count !== undefined && active.struck >= rule.count) continue;
      active.seen += 1;
      if (active.seen <= (rule.skip ?? 0)) continue;
      if (rule.probability !== undefined && active.random() >= rule.probability) continue;
      active.struck += 1;
      struck.push(rule);
    }
    return struck;
  }
}
