import { z } from 'zod';

/** What `PUT /_sandbox/bulk` accepts: how jobs come along. */
export const bulkSettingsSchema = z.strictObject({
  /** How often a job answers UploadComplete or InProgress before it is done. */
  inProgressPolls: z.number().int().nonnegative().default(0),
  /** An ingest job fails after so many rows; the others stay unprocessed. */
  failAfterRows: z.number().int().nonnegative().optional(),
  /** A query job fails. */
  failQueries: z.boolean().default(false),
  errorMessage: z.string().default('InternalServerError : Error while processing records'),
  /** Rows of a result page when the client names no `maxRecords`. */
  pageRows: z.number().int().positive().default(50_000),
});
export type BulkSettings = z.infer<typeof bulkSettingsSchema>;
export const DEFAULT_BULK_SETTINGS: BulkSettings = bulkSettingsSchema.parse({});
