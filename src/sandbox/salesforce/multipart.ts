export interface FormPart {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly body: Buffer;
}

/** The parts of a `multipart/form-data` body; undefined if the content type is another. */
export function readMultipart(contentType: string | undefined, body: Buffer): readonly FormPart[] | undefined {
  const match = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  if (!match) return undefined;
  const boundary = Buffer.from(`--${match[1] ?? match[2] ?? ''}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(boundary);
  while (at >= 0) {
    const start = at + boundary.length;
    const end = body.indexOf(boundary, start);
    if (end < 0) break;
    const part = body.subarray(start, end);
    const split = part.indexOf('\r\n\r\n');
    if (split >= 0) {
      const head = part.subarray(0, split).toString('utf8');
      parts.push({
        name: /\bname="([^"]*)"/i.exec(head)?.[1] ?? '',
        fileName: /\bfilename="([^"]*)"/i.exec(head)?.[1],
        body: part.subarray(split + 4, part.length - 2),
      });
    }
    at = end;
  }
  return parts;
}
