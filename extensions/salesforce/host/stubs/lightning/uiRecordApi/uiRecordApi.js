/** What components use of lightning/uiRecordApi. */
import { ask, refreshAll, wireAdapter } from '../../../page-session.js';

export const getRecord = wireAdapter(
  ({ recordId, fields = [], optionalFields = [] }) => ask('record', { recordId, fields, optionalFields }),
  ({ recordId, fields, optionalFields }) => Boolean(recordId && (fields ?? optionalFields)),
);

export const createRecord = ({ apiName, fields }) => ask('create-record', { apiName, fields });

/** `Case.Contact.Name` of a record: undefined where the answer does not hold it. */
export function getFieldValue(record, field) {
  let value = record;
  for (const name of field.split('.').slice(1)) {
    if (value === null || value === undefined || !value.fields) return value;
    const found = value.fields[name];
    if (found === undefined) return undefined;
    value = found.value;
  }
  return value;
}

export const notifyRecordUpdateAvailable = () => refreshAll();
