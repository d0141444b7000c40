import { type Answer, type ApiCall, objectBody, param, type Route, writerOf } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../state/org.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import type { Writer } from '../writes/prepare.ts';
import { createRecord, type Input } from '../writes/save.ts';
import { typeOf } from './each-record.ts';
import { objectNamed } from './find-object.ts';
import { noteWrite } from './note-write.ts';

const MAX_TREE = 200;

/** Ends a tree of which a record was refused. */
class Refused extends Error {}

interface Failure {
  readonly referenceId: string;
  readonly errors: readonly unknown[];
}
interface Made {
  readonly referenceId: string;
  readonly id: string;
}

/** `/composite/tree/{type}`: records with their children, all or none (api_rest, resources_composite_sobject_tree). */
export function treeRoutes(org: Org): Route[] {
  /** Creates the nodes in order; children of a refused parent are left out. */
  function createAll(writer: Writer, nodes: readonly TreeNode[], failures: Failure[], made: Made[]): void {
    const ids = new Map<TreeNode, string>();
    for (const node of nodes) {
      const parentId = node.parent ? ids.get(node.parent) : undefined;
      if (node.parent && parentId === undefined) continue;
      try {
        const input = node.link === undefined ? node.fields : { ...node.fields, [node.link]: parentId };
        const id = createRecord(org, writer, node.schema, input);
        ids.set(node, id);
        made.push({ referenceId: node.referenceId, id });
      } catch (fault) {
        if (!(fault instanceof ApiError)) throw fault;
        failures.push({ referenceId: node.referenceId, errors: fault.results() });
      }
    }
    if (failures.length > 0) throw new Refused();
  }

  function create(call: ApiCall): Answer {
    const schema = objectNamed(org, call, param(call, 'type'));
    const { records } = objectBody(call);
    if (!Array.isArray(records))
      throw new ApiError(400, 'INVALID_INPUT', 'The records field is required and must be an array');
    const { nodes } = new TreePlan(org, schema, records as Input[]);
    const failures: Failure[] = [];
    const made: Made[] = [];
    try {
      org.records.atomically(() => createAll(writerOf(call), nodes, failures, made));
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      return { status: 400, body: { hasErrors: true, results: failures } };
    }
    for (const [index, { id }] of made.entries()) {
      const node = nodes[index];
      if (node) noteWrite(org, node.schema, id, node.fields, undefined);
    }
    return { status: 201, body: { hasErrors: false, results: made } };
  }

  return [{ method: 'POST', path: '/composite/tree/:type', handle: create }];
}

interface TreeNode {
  readonly schema: ObjectSchema;
  readonly fields: Input;
  readonly referenceId: string;
  readonly parent: TreeNode | undefined;
  /** The field that points to the parent. */
  readonly link: string | undefined;
}

/** The records of a tree, parents before children. */
class TreePlan {
  readonly nodes: TreeNode[] = [];
  private readonly org: Org;
  private readonly references = new Set<string>();

  constructor(org: Org, schema: ObjectSchema, records: readonly Input[]) {
    this.org = org;
    for (const record of records) this.add(schema, record, undefined, undefined);
    if (this.nodes.length > MAX_TREE)
      throw new ApiError(400, 'INVALID_INPUT', `Total number of records exceeds the limit of ${MAX_TREE}`);
  }

  private add(schema: ObjectSchema, record: Input, parent: TreeNode | undefined, link: string | undefined): void {
    const { attributes, ...rest } = record;
    const type = typeOf(record);
    const { referenceId } = (attributes ?? {}) as { readonly referenceId?: unknown };
    if (type?.toLowerCase() !== schema.definition.name.toLowerCase())
      throw new ApiError(
        400,
        'INVALID_INPUT',
        `Include a type of ${schema.definition.name} in the attributes of each record.`,
      );
    if (typeof referenceId !== 'string' || this.references.has(referenceId))
      throw new ApiError(
        400,
        'INVALID_INPUT',
        referenceId === undefined
          ? 'Include a referenceId in the attributes of each record.'
          : `Duplicate ReferenceId provided in the request: ${String(referenceId)}`,
      );
    this.references.add(referenceId);
    const fields: Record<string, unknown> = {};
    const children: (readonly [ObjectSchema, string, readonly Input[]])[] = [];
    for (const [key, value] of Object.entries(rest)) {
      const rows = (value as { readonly records?: unknown } | null)?.records;
      const relationship = this.org.schema
        .childrenOf(schema.definition.name)
        .find((each) => each.name?.toLowerCase() === key.toLowerCase());
      if (relationship && Array.isArray(rows))
        children.push([this.org.schema.get(relationship.child), relationship.field.name, rows as Input[]]);
      else fields[key] = value;
    }
    const node: TreeNode = { schema, fields, referenceId, parent, link };
    this.nodes.push(node);
    for (const [child, field, rows] of children) for (const row of rows) this.add(child, row, node, field);
  }
}
