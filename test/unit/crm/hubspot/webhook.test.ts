import { describe, expect, it } from 'vitest';
import { decodeForSignature, receive, verifySignature } from '../../../../src/crm/hubspot/webhook.ts';
import type { IncomingRequest } from '../../../../src/crm/port.ts';
import { WebhookRejected } from '../../../../src/errors.ts';
import { signed } from './signed.ts';

/** HubSpot's published example: secret, URL and body as its documentation gives them. */
const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const vector = (timestamp: string, signature: string): IncomingRequest => ({
  method: 'POST',
  url: 'https://www.example.com/webhook_uri',
  headers: { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp },
  rawBody: Buffer.from("{'example_field':'example_value'}"),
  now: Number(timestamp) + 1_000,
});

describe('the signature of a webhook', () => {
  it.each([
    ['1693657560000', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    ['1700000300000', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('is the published one at %s', (timestamp, signature) => {
    expect(() => verifySignature(vector(timestamp, signature), [SECRET])).not.toThrow();
    expect(() => verifySignature(vector(timestamp, signature.replace('K', 'L')), ['other'])).toThrow(WebhookRejected);
  });

  it('decodes exactly the stated characters', () => {
    expect(decodeForSignature('%3A%2f%3F%40%21%24%27%28%29%2A%2C%3B')).toBe(":/?@!$'()*,;");
    expect(decodeForSignature('%20%26%3D%25%2B%23%C3%B1')).toBe('%20%26%3D%25%2B%23%C3%B1');
    // Once, not twice.
    expect(decodeForSignature('%253A')).toBe('%253A');
  });

  it.each(['', 'NaN', '1e3', '-5', ' 12', '0x10', '12.5', '99999999999999999999'])(
    'is refused with the timestamp "%s"',
    (timestamp) => {
      const request = vector(timestamp, 'x');
      expect(() => verifySignature({ ...request, now: 0 }, [SECRET])).toThrow(WebhookRejected);
    },
  );

  it('is refused exactly past five minutes', () => {
    const request = vector('1693657560000', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=');
    for (const offset of [300_000, -300_000]) {
      expect(() => verifySignature({ ...request, now: 1693657560000 + offset }, [SECRET])).not.toThrow();
      const further = 1693657560000 + offset + Math.sign(offset);
      expect(() => verifySignature({ ...request, now: further }, [SECRET])).toThrow(/not of now/);
    }
  });
});

describe('the events of a webhook', () => {
  const event = {
    eventId: 1,
    subscriptionId: 2,
    portalId: 3,
    appId: 4,
    occurredAt: 1_700_000_000_000,
    attemptNumber: 0,
  };
  const readAll = (...events: readonly unknown[]) => receive(signed(JSON.stringify(events)), ['s'], '4');
  const read = (...events: readonly unknown[]) => readAll(...events).events;

  it('reads the older names of subscriptions', () => {
    expect(
      read({ ...event, subscriptionType: 'contact.propertyChange', objectId: 7, propertyName: 'lastname' }),
    ).toMatchObject([{ object: 'customer', id: '7', kind: 'changed' }]);
    expect(read({ ...event, subscriptionType: 'contact.deletion', objectId: 7 })).toMatchObject([{ kind: 'deleted' }]);
  });

  it('ignores subscriptions and objects that are nothing to us', () => {
    const events = read(
      { ...event, subscriptionType: 'conversation.newMessage', objectId: 7 },
      { ...event, subscriptionType: 'object.propertyChange', objectTypeId: '2-123', objectId: 7 },
      { ...event, subscriptionType: 'something' },
    );
    expect(events).toEqual([]);
  });

  const change = { ...event, subscriptionType: 'contact.creation', objectId: 7 };

  it.each([8_640_000_000_000_001, 9e15, -1, 1.5])('are set aside at an instant that is none: %s', (occurredAt) => {
    const { events, unread } = readAll({ ...change, occurredAt });
    expect(events).toEqual([]);
    expect(unread).toMatchObject([{ accountId: '3', detail: expect.stringContaining('at occurredAt') }]);
  });

  it('are taken beside one of unknown form, which is set aside with the place of its fault and no value', () => {
    const bad = { ...change, objectId: 8, subscriptionType: 42, propertyValue: 'Ana Ruiz' };
    const { events, unread } = readAll(change, bad, null, { ...change, objectId: 9 });
    expect(events.map(({ id }) => id)).toEqual(['7', '9']);
    expect(unread).toHaveLength(2);
    expect(unread[0]).toMatchObject({ accountId: '3', detail: expect.stringContaining('at subscriptionType') });
    expect(unread[1]).toMatchObject({ accountId: null, detail: expect.stringContaining('at the event itself') });
    expect(JSON.stringify(unread)).not.toContain('Ana');
  });

  it('are counted once when HubSpot sends them again', () => {
    const bad = { ...change, occurredAt: 'now' };
    const [first] = readAll({ ...bad, attemptNumber: 0 }).unread;
    const [again] = readAll({ ...bad, attemptNumber: 3 }).unread;
    const [other] = readAll({ ...bad, objectId: 8 }).unread;
    expect(again?.id).toBe(first?.id);
    expect(other?.id).not.toBe(first?.id);
  });

  it('reads a property that stands there without a value like one that is not there', () => {
    const empty = { appId: null, propertyName: null, changeSource: null, sourceId: null, mergedObjectIds: null };
    const more = { eventId: null, objectTypeId: null, associationType: null, primaryObjectId: null, newObjectId: null };
    const edit = { subscriptionType: 'ticket.propertyChange', objectId: 7 };
    const { events } = receive(signed(JSON.stringify([{ ...event, ...empty, ...more, ...edit }])), ['s'], null);
    expect(events).toMatchObject([{ object: 'ticket', id: '7', kind: 'changed', own: false }]);
  });

  it('touches both ends of a link', () => {
    const byName = {
      ...event,
      subscriptionType: 'ticket.associationChange',
      associationType: 'TICKET_TO_CONTACT',
      fromObjectId: 1,
      toObjectId: 2,
      associationRemoved: true,
    };
    const byType = {
      ...event,
      subscriptionType: 'object.associationChange',
      fromObjectTypeId: '0-5',
      toObjectTypeId: '0-1',
      fromObjectId: 1,
      toObjectId: 2,
    };
    for (const each of [byName, byType]) {
      expect(read(each).map(({ object, id, kind }) => [object, id, kind])).toEqual([
        ['ticket', '1', 'changed'],
        ['customer', '2', 'changed'],
      ]);
    }
  });

  it('names the survivor of a merge, also when it is a new record', () => {
    const merge = {
      ...event,
      subscriptionType: 'contact.merge',
      objectId: 5,
      primaryObjectId: 5,
      mergedObjectIds: [6],
    };
    expect(read({ ...merge, newObjectId: 9 })).toMatchObject([{ kind: 'merged', id: '9', mergedIds: ['6', '5'] }]);
    expect(read(merge)).toMatchObject([{ id: '5', mergedIds: ['6'] }]);
  });

  it('is ours only when our app made the change', () => {
    const edit = { ...event, subscriptionType: 'object.propertyChange', objectTypeId: '0-1', objectId: 1 };
    const own = (more: object): boolean | undefined => read({ ...edit, ...more })[0]?.own;
    expect(own({ changeSource: 'INTEGRATION', sourceId: '4' })).toBe(true);
    expect(own({ changeSource: 'INTEGRATION', sourceId: '5' })).toBe(false);
    expect(own({ changeSource: 'CRM_UI', sourceId: '4' })).toBe(false);
    expect(own({})).toBe(false);
  });

  it.each([
    ['no JSON', '{'],
    ['no array', '{}'],
    ['more than a hundred events', JSON.stringify(Array(101).fill({ ...event, subscriptionType: 'x.y' }))],
  ])('are refused when the body is %s', (_, body) => {
    expect(() => receive(signed(body), ['s'], null)).toThrow(WebhookRejected);
  });

  it('are refused when the body is no UTF-8', () => {
    expect(() => receive(signed(Buffer.from([0xff, 0xfe, 0x5b])), ['s'], null)).toThrow(/no JSON/);
  });
});
