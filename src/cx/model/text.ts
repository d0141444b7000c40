import { z } from 'zod';

/** The languages that the product speaks. */
export const LANGUAGES = ['en', 'es'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

/** A sentence in every language that the product speaks. */
export const wordingSchema = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
export type Wording = z.infer<typeof wordingSchema>;
