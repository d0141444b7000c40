import { gql } from 'lightning/graphql';
import { createRecord } from 'lightning/uiRecordApi';

/**
 * What the user has asked of Pulso on a record. Requests are private: nobody finds those of others. Who has not got the permission
 * set "Pulso: user" gets an error, and is offered nothing.
 */
export const ASKED = gql`
    query pulsoAsked($record: String) {
        uiapi {
            query {
                Pulso_Request__c(
                    first: 50
                    where: { Record_Id__c: { eq: $record } }
                    orderBy: { CreatedDate: { order: DESC } }
                ) {
                    edges {
                        node {
                            Id
                            kind: Kind__c {
                                value
                            }
                            flag: Flag__c {
                                value
                            }
                            since: Flag_Since__c {
                                value
                            }
                            status: Status__c {
                                value
                            }
                            result: Result__c {
                                value
                            }
                            at: CreatedDate {
                                value
                            }
                        }
                    }
                }
            }
        }
    }
`;

const SHOWN = ['kind', 'flag', 'since', 'status', 'result', 'at'];

/** The requests in an answer, the newest first; null where the user may not ask. */
export function askedIn({ data, errors }) {
  const found = data?.uiapi?.query?.Pulso_Request__c;
  if (!found || errors?.length) {
    return null;
  }
  return found.edges.map(({ node }) => ({
    id: node.Id,
    ...Object.fromEntries(SHOWN.map((name) => [name, node[name]?.value])),
  }));
}

/** Asks; rejects with the platform's reason. */
export const ask = (recordId, kind, fields = {}) =>
  createRecord({ apiName: 'Pulso_Request__c', fields: { Kind__c: kind, Record_Id__c: recordId, ...fields } });
