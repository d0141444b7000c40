/** What components use of lightning/uiRelatedListApi. */
import { ask, wireAdapter } from '../../../page-session.js';

export const getRelatedListRecords = wireAdapter(
  ({ parentRecordId, relatedListId, fields = [], optionalFields = [], pageSize = 50 }) =>
    ask('related-list', { parentRecordId, relatedListId, fields, optionalFields, pageSize }),
  ({ parentRecordId }) => Boolean(parentRecordId),
);
