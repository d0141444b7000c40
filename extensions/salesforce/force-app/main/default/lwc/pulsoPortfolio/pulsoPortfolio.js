import { reasonOf } from 'c/pulsoReading';
import { words } from 'c/pulsoWords';
import { gql, graphql } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { api, LightningElement, wire } from 'lwc';

/**
 * One question for everything: customers counted by band, the accounts and the customers with the lowest scores. Sharing rules and
 * field permissions hold: everybody counts what they may see. Fields have aliases, which keep their names in a namespace.
 */
const PORTFOLIO = gql`
    query pulsoPortfolio($first: Int) {
        uiapi {
            query {
                critical: Contact(first: 1, where: { Pulso_Band__c: { eq: "critical" } }) {
                    totalCount
                }
                poor: Contact(first: 1, where: { Pulso_Band__c: { eq: "poor" } }) {
                    totalCount
                }
                fair: Contact(first: 1, where: { Pulso_Band__c: { eq: "fair" } }) {
                    totalCount
                }
                good: Contact(first: 1, where: { Pulso_Band__c: { eq: "good" } }) {
                    totalCount
                }
                unknown: Contact(
                    first: 1
                    where: { and: [{ Pulso_Band__c: { eq: null } }, { Pulso_Scored_At__c: { ne: null } }] }
                ) {
                    totalCount
                }
                accounts: Account(
                    first: $first
                    where: { Pulso_Score__c: { ne: null } }
                    orderBy: { Pulso_Score__c: { order: ASC, nulls: LAST } }
                ) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                            score: Pulso_Score__c {
                                value
                            }
                            band: Pulso_Band__c {
                                value
                            }
                            change: Pulso_Change_30d__c @optional {
                                value
                            }
                            openTickets: Pulso_Open_Tickets__c @optional {
                                value
                            }
                            flags: Pulso_Flags__c @optional {
                                displayValue
                            }
                        }
                    }
                }
                customers: Contact(
                    first: $first
                    where: { Pulso_Score__c: { ne: null } }
                    orderBy: { Pulso_Score__c: { order: ASC, nulls: LAST } }
                ) {
                    edges {
                        node {
                            Id
                            Name {
                                value
                            }
                            score: Pulso_Score__c {
                                value
                            }
                            band: Pulso_Band__c {
                                value
                            }
                            change: Pulso_Change_30d__c @optional {
                                value
                            }
                            openTickets: Pulso_Open_Tickets__c @optional {
                                value
                            }
                            flags: Pulso_Flags__c @optional {
                                displayValue
                            }
                        }
                    }
                }
            }
        }
    }
`;

const BANDS = ['critical', 'poor', 'fair', 'good', 'unknown'];
const SHOWN = ['score', 'band', 'change', 'openTickets'];

function standingsOf(connection, objectApiName) {
  return connection.edges.map(({ node }) => ({
    ...{ id: node.Id, objectApiName, name: node.Name?.value ?? node.Id },
    ...Object.fromEntries(SHOWN.map((name) => [name, node[name]?.value])),
    // The platform gives the frictions in the user's language.
    flags: node.flags?.displayValue,
  }));
}

export default class PulsoPortfolio extends LightningElement {
  @api cardTitle;
  /** Accounts and customers in each list. */
  @api rows = 5;
  words = words;
  query = PORTFOLIO;
  answer;
  refreshing = false;
  announcement = '';

  @wire(graphql, { query: '$query', variables: '$variables' })
  receive(answer) {
    this.answer = answer;
  }

  get variables() {
    return { first: Number(this.rows) };
  }

  get title() {
    return this.cardTitle || words.portfolio;
  }

  get found() {
    return this.answer?.data?.uiapi?.query;
  }

  get loading() {
    return !this.found && !this.answer?.errors;
  }

  get counts() {
    return Object.fromEntries(BANDS.map((band) => [band, this.found[band].totalCount]));
  }

  get accounts() {
    return standingsOf(this.found.accounts, 'Account');
  }

  get customers() {
    return standingsOf(this.found.customers, 'Contact');
  }

  get notice() {
    if (this.found) {
      return this.customers.length === 0 ? 'empty' : undefined;
    }
    // A field that one may not read does not exist in one's schema.
    return /FieldUndefined|Pulso_\w+__c/.test(reasonOf(this.answer?.errors) ?? '') ? 'forbidden' : 'failed';
  }

  get reason() {
    return this.notice === 'failed' ? reasonOf(this.answer?.errors) : undefined;
  }

  async refresh() {
    this.refreshing = true;
    this.announcement = '';
    try {
      await this.answer?.refresh?.();
      this.announcement = words.refreshed;
    } catch (error) {
      const message = reasonOf(error) ?? words.notRefreshed;
      this.dispatchEvent(new ShowToastEvent({ title: words.notRefreshed, message, variant: 'error' }));
    }
    this.refreshing = false;
  }
}
