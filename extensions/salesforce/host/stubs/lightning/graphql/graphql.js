/** What components use of lightning/graphql: `errors` in place of `error`, and `refresh` in the answer. */
import { ask, wireAdapter } from '../../../page-session.js';

export const gql = (texts, ...values) => String.raw({ raw: texts }, ...values);

const load = ({ query, variables = {} }) => ask('graphql', { query, variables });

export class graphql extends wireAdapter(load, ({ query }) => Boolean(query)) {
  constructor(give) {
    const refresh = () => this.refresh();
    super(({ data, error }) => {
      const errors = error ? [{ message: error.body?.message ?? String(error) }] : data?.errors;
      give({ data: errors?.length ? undefined : data?.data, errors: errors?.length ? errors : undefined, refresh });
    });
  }
}
