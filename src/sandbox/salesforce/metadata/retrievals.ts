import { ApiError } from '../api-error.ts';
import { makeId } from '../ids.ts';
import type { Org } from '../state/org.ts';
import type { KeptComponents } from './kept-components.ts';
import { listMetadata } from './list-metadata.ts';
import { readMetadata } from './read-metadata.ts';
import { TYPES, WITH_META_FILE } from './types.ts';
import { all, type Element, escapeXml, first, text, texts, toXml } from './xml.ts';
import { writeZip } from './zip.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** What checkRetrieveStatus answers. */
export interface Retrieval {
  readonly id: string;
  readonly [key: string]: unknown;
}

interface Member {
  readonly type: string;
  readonly fullName: string;
}

/** Packages that are built from what the org has (api_meta, retrieve). What was deployed as anything but XML is not kept, so it cannot be retrieved. */
export class Retrievals {
  private readonly org: Org;
  private readonly kept: KeptComponents;
  private readonly done = new Map<string, Retrieval>();
  private last = 0;

  constructor(org: Org, kept: KeptComponents) {
    this.org = org;
    this.kept = kept;
  }

  /** Throws on unknown ids. */
  get(id: string): Retrieval {
    const found = this.done.get(id);
    if (!found) throw new ApiError(500, 'INVALID_ID_FIELD', `INVALID_ID_FIELD: invalid id: ${id}`);
    return found;
  }

  /** Builds the package of a RetrieveRequest at once; what could not be retrieved stands in its messages. */
  retrieve(request: Element): Retrieval {
    const messages: { fileName: string; problem: string }[] = [];
    const files = new Map<string, Buffer>();
    const properties: Record<string, unknown>[] = [];
    const unpackaged = first(request, 'unpackaged') ?? {};
    const version = text(unpackaged, 'version') ?? text(request, 'apiVersion') ?? '67.0';
    for (const name of texts(request, 'packageNames'))
      messages.push({ fileName: 'package.xml', problem: `No package named '${name}' found` });
    const members = all(unpackaged, 'types').flatMap((type) => this.membersOf(type));
    const root = text(request, 'singlePackage') === 'true' ? '' : 'unpackaged/';
    const found = members.filter((member) => {
      const file = this.fileOf(member);
      if ('problem' in file) messages.push({ fileName: 'package.xml', problem: file.problem });
      else {
        files.set(root + file.path, Buffer.from(file.xml));
        properties.push(this.propertiesOf(member, root + file.path));
      }
      return !('problem' in file);
    });
    files.set(`${root}package.xml`, Buffer.from(manifest(found, version)));
    this.last += 1;
    const id = makeId('09S', this.last);
    const retrieval = {
      done: true,
      fileProperties: properties,
      id,
      messages,
      status: 'Succeeded',
      success: true,
      zipFile: writeZip(files).toString('base64'),
    };
    this.done.set(id, retrieval);
    return retrieval;
  }

  private membersOf(types: Element): Member[] {
    const type = text(types, 'name') ?? '';
    return texts(types, 'members').flatMap((member) =>
      member === '*'
        ? listMetadata(this.org, this.kept, { queries: [{ type }] }).map(({ fullName }) => ({
            type,
            fullName: String(fullName),
          }))
        : [{ type, fullName: member }],
    );
  }

  private fileOf({ type, fullName }: Member): { readonly path: string; readonly xml: string } | { problem: string } {
    const [folder, [, suffix] = []] = Object.entries(TYPES).find(([, [name]]) => name === type) ?? [];
    const [metadata] = readMetadata(this.org, this.kept, type, [fullName]);
    if (folder === undefined || suffix === undefined || WITH_META_FILE.has(type))
      return { problem: `Entity type: '${type}' is not available for retrieve here` };
    if (!metadata) return { problem: `Entity of type '${type}' named '${fullName}' cannot be found` };
    const { fullName: _name, ...content } = metadata;
    return { path: `${folder}/${fullName}.${suffix}`, xml: document(type, content) };
  }

  private propertiesOf({ type, fullName }: Member, fileName: string): Record<string, unknown> {
    const [listed] = listMetadata(this.org, this.kept, { queries: [{ type }] }).filter(
      (each) => each.fullName === fullName,
    );
    return { ...listed, fileName, fullName, type };
  }
}

function document(type: string, content: Record<string, unknown>): string {
  const inner = Object.entries(content)
    .map(([key, value]) => toXml(key, value))
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="${METADATA}">${inner}</${type}>\n`;
}

function manifest(members: readonly Member[], version: string): string {
  const types = [...new Set(members.map(({ type }) => type))].map((type) => {
    const names = members.filter((member) => member.type === type).map(({ fullName }) => fullName);
    return { members: names, name: type };
  });
  return document('Package', { types, version: escapeXml(version) });
}
