/**
 * One batch of records, written as far as HubSpot takes it. What its refusal names is left out and the rest is sent again: the
 * records, or the properties. Where it names nothing, the batch is halved until the record at fault stands alone; and where all
 * eighths of it are refused alike, the property at fault is looked for in one record and left out of all.
 */
import type { CrmRequest, CrmResponse, FieldObject, RefusedField, Transport, WriteResult } from '../port.ts';
import { get } from './account.ts';
import { FIELD_VENDORS } from './manifest.ts';
import { batchSchema, bodyOf, complaintOf, type ErrorBody, errorSchema, objectSchema } from './payload.ts';
import { objectsPath } from './read.ts';
import { idsIn, isMissing, isPassing, propertiesIn, refusalOf } from './write-refusal.ts';

export type Outcome = Pick<WriteResult, 'outcome' | 'movedTo' | 'error'>;

export interface Input {
  readonly id: string;
  /** By HubSpot's names; never empty. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A refused property; `field` is HubSpot's name of it. */
export type Refusal = RefusedField;

/** What became of each record, and which of its properties were refused though others may have been written. */
export interface Written {
  readonly outcomes: Map<string, Outcome>;
  readonly refusals: Map<string, Refusal[]>;
}

/** A batch is halved so often before a fault that all parts share is taken for everybody's. */
const COMMON_LEVELS = 3;
/** So many requests look for the values of a refused property that are taken; after that it is left out of the rest. */
const MOST_TRIES = 16;

export class BatchWriter {
  readonly #transport: Transport;
  readonly #object: FieldObject;
  readonly #written: Written;

  constructor(transport: Transport, object: FieldObject, written: Written) {
    this.#transport = transport;
    this.#object = object;
    this.#written = written;
  }

  /** Writes them, at most one batch of HubSpot's; every record gets an outcome or refusals. */
  async write(inputs: readonly Input[]): Promise<void> {
    if (inputs.length === 0) return;
    const response = await this.#send(inputs);
    if (response.status >= 400) await this.#refused(inputs, response);
    else await this.#settle(inputs, response);
  }

  async #send(inputs: readonly Input[]): Promise<CrmResponse> {
    // POST /crm/objects/{version}/{objectType}/batch/update
    const request: CrmRequest = {
      method: 'POST',
      path: objectsPath(FIELD_VENDORS[this.#object], '/batch/update'),
      body: { inputs: inputs.map((input) => ({ ...input, objectWriteTraceId: input.id })) },
      bucket: 'general',
      // Whether a lost write arrived is for the caller to find out: sent again, it would start workflows a second time.
      idempotent: false,
    };
    return await this.#transport.send(request);
  }

  /** A fault stands; a later part of the same record that went well does not undo it. */
  #report(id: string, outcome: Outcome): void {
    const known = this.#written.outcomes.get(id)?.outcome ?? 'written';
    if (known === 'written') this.#written.outcomes.set(id, outcome);
  }

  #refuse(id: string, refusals: readonly Refusal[]): void {
    const { refusals: all } = this.#written;
    all.set(id, [...(all.get(id) ?? []), ...refusals]);
  }

  /** An answer that tells of each record by itself. */
  async #settle(inputs: readonly Input[], response: CrmResponse): Promise<void> {
    const { results, errors } = bodyOf(response, batchSchema, `the write of ${FIELD_VENDORS[this.#object]}`);
    const written = new Set(results.map((result) => objectSchema.pick({ id: true }).safeParse(result).data?.id));
    const faults = new Map(errors.flatMap((error) => idsIn(error).map((id) => [id, error] as const)));
    const lesser: Input[] = [];
    for (const input of inputs) {
      const { id } = input;
      const fault = faults.get(id);
      if (written.has(id)) this.#report(id, { outcome: 'written' });
      else if (fault === undefined || isMissing(fault)) {
        // HubSpot may leave out records that it does not know (any more).
        this.#report(id, await this.#whereabouts(id));
      } else {
        const named = propertiesIn(fault, [input]);
        if (named.length === 0)
          this.#report(id, { outcome: 'failed', error: { ...complaintOf(fault), retry: isPassing(fault) } });
        else lesser.push(...this.#without([input], named, fault));
      }
    }
    await this.write(lesser);
  }

  /** The batch as a whole was refused. */
  async #refused(inputs: readonly Input[], response: CrmResponse): Promise<void> {
    const error = errorSchema.safeParse(response.body).data;
    const named = response.status === 404 || response.status === 409 ? [] : propertiesIn(error, inputs);
    const ids = new Set(idsIn(error));
    const culprits = inputs.filter(({ id }) => ids.has(id));
    const [only] = inputs;
    if (culprits.length > 0 && culprits.length < inputs.length) {
      await this.write(culprits);
      await this.write(inputs.filter(({ id }) => !ids.has(id)));
    } else if (error !== undefined && named.length > 0) await this.#leaveOut(inputs, named, error);
    else if (inputs.length === 1 && only) await this.#refusedAlone(only, response, error);
    else await this.#halve(inputs, response);
  }

  async #refusedAlone({ id }: Input, response: CrmResponse, error: ErrorBody | undefined): Promise<void> {
    const missing = response.status === 404 || (error !== undefined && isMissing(error));
    if (missing) this.#report(id, await this.#whereabouts(id));
    else
      this.#report(id, {
        outcome: 'failed',
        error: { ...complaintOf(response.body), retry: response.status === 409 },
      });
  }

  /** The same records without these properties, which are noted as refused; those of which nothing is left are missing. */
  #without(inputs: readonly Input[], names: readonly string[], error: ErrorBody | undefined): readonly Input[] {
    return inputs.flatMap(({ id, properties }) => {
      const has = names.filter((name) => name in properties);
      this.#refuse(
        id,
        has.map((name) => refusalOf(error, name)),
      );
      return lesser({ id, properties }, names);
    });
  }

  /** Writes everything but these properties, then those of their values that HubSpot takes. */
  async #leaveOut(inputs: readonly Input[], names: readonly string[], error: ErrorBody): Promise<void> {
    await this.write(inputs.flatMap((input) => lesser(input, names)));
    for (const name of names) await this.#tryValues(inputs, name, error);
  }

  async #tryValues(inputs: readonly Input[], name: string, error: ErrorBody | undefined): Promise<void> {
    const having = inputs.filter(
      ({ id, properties }) =>
        name in properties && (this.#written.outcomes.get(id)?.outcome ?? 'written') === 'written',
    );
    const refuseAll = (group: readonly Input[]): void => {
      for (const { id } of group) this.#refuse(id, [refusalOf(error, name)]);
    };
    const { code } = refusalOf(error, name);
    // A property that the portal lacks takes no value at all.
    if (code === 'PROPERTY_DOESNT_EXIST') return refuseAll(having);
    const alone = having.map(({ id, properties }) => ({ id, properties: { [name]: properties[name] ?? '' } }));
    let tries = 0;
    const narrow = async (groups: readonly (readonly Input[])[]): Promise<void> => {
      if (groups.length < 2) return refuseAll(groups.flat());
      for (const half of halves(groups)) {
        tries += 1;
        const part = half.flat();
        if (tries > MOST_TRIES) refuseAll(part);
        else {
          const response = await this.#send(part);
          if (response.status < 400) await this.#settle(part, response);
          else await narrow(half);
        }
      }
    };
    await narrow([...Map.groupBy(alone, ({ properties }) => properties[name]).values()]);
  }

  /** Halves a refused batch; breadth first, so that a fault that everybody shares shows before the batch is in crumbs. */
  async #halve(inputs: readonly Input[], response: CrmResponse): Promise<void> {
    let parts: readonly (readonly Input[])[] = [inputs];
    let alike = response.status !== 404 && inputs.length >= 2 ** COMMON_LEVELS;
    for (let level = 1; ; level += 1) {
      const refused: { part: readonly Input[]; response: CrmResponse }[] = [];
      for (const part of parts.flatMap(halves)) {
        const answer = await this.#send(part);
        if (answer.status >= 400) refused.push({ part, response: answer });
        else await this.#settle(part, answer);
        alike &&= answer.status >= 400 && sameComplaint(answer, response);
      }
      if (alike && level < COMMON_LEVELS) parts = refused.map(({ part }) => part);
      else if (alike) return await this.#common(inputs, refused[0]?.part ?? inputs, response);
      else {
        for (const each of refused) await this.#refused(each.part, each.response);
        return;
      }
    }
  }

  /** All parts were refused alike: the property at fault is found in one record and left out of all. */
  async #common(inputs: readonly Input[], part: readonly Input[], response: CrmResponse): Promise<void> {
    const error = errorSchema.safeParse(response.body).data;
    const failed: Outcome = {
      outcome: 'failed',
      error: { ...complaintOf(response.body), retry: response.status === 409 },
    };
    const name = response.status === 409 ? null : await this.#propertyAtFault(await this.#oneAtFault(part));
    const left = inputs.filter(({ id }) => this.#written.outcomes.get(id)?.outcome !== 'written');
    const rest = name === null ? [] : left.flatMap((input) => lesser(input, [name]));
    const answer = rest.length === 0 ? null : await this.#send(rest);
    if (answer !== null && answer.status < 400) await this.#settle(rest, answer);
    else if (answer !== null && !sameComplaint(answer, response)) await this.#refused(rest, answer);
    else if (answer !== null || name === null) {
      // It is not for one property: the same would be said of each record.
      for (const { id } of left) this.#report(id, failed);
      return;
    }
    if (name !== null) await this.#tryValues(left, name, error);
  }

  async #oneAtFault(part: readonly Input[]): Promise<Input | undefined> {
    let rest = part;
    while (rest.length > 1) {
      const [left, right] = halves(rest);
      const response = await this.#send(left);
      if (response.status < 400) await this.#settle(left, response);
      rest = response.status < 400 ? right : left;
    }
    return rest[0];
  }

  async #propertyAtFault(input: Input | undefined): Promise<string | null> {
    if (input === undefined) return null;
    let names: readonly string[] = Object.keys(input.properties);
    while (names.length > 1) {
      const [left, right] = halves(names);
      const properties = Object.fromEntries(left.map((name) => [name, input.properties[name] ?? '']));
      const response = await this.#send([{ id: input.id, properties }]);
      names = response.status < 400 ? right : left;
    }
    return names[0] ?? null;
  }

  /** A single GET follows merges, a batch does not: it answers with the record that lives on. */
  async #whereabouts(id: string): Promise<Outcome> {
    const path = objectsPath(FIELD_VENDORS[this.#object], `/${encodeURIComponent(id)}?properties=hs_merged_object_ids`);
    const response = await this.#transport.send(get(path));
    if (response.status === 404) return { outcome: 'gone' };
    const found = bodyOf(response, objectSchema, `the ${this.#object} ${id}`);
    if (found.archived) return { outcome: 'gone' };
    if (found.id !== id) return { outcome: 'moved', movedTo: found.id };
    return {
      outcome: 'failed',
      error: { code: 'no_answer', message: 'HubSpot left this record out of its answer', retry: true },
    };
  }
}

function halves<Item>(items: readonly Item[]): [readonly Item[], readonly Item[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** The record without these properties; nothing where none is left. */
function lesser({ id, properties }: Input, names: readonly string[]): readonly Input[] {
  const left = Object.entries(properties).filter(([name]) => !names.includes(name));
  return left.length === 0 ? [] : [{ id, properties: Object.fromEntries(left) }];
}

function sameComplaint(one: CrmResponse, other: CrmResponse): boolean {
  const [a, b] = [complaintOf(one.body), complaintOf(other.body)];
  return one.status === other.status && a.code === b.code && a.message === b.message;
}
