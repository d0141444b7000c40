import { z } from 'zod';
import { defaultModel } from './cx/default-model.ts';
import { modelSchema } from './cx/model/model.ts';

/** A model as people write it: only what differs from the shipped one. Whole top-level entries replace the shipped entries. */
export const modelFileSchema = z.preprocess(
  (given) =>
    typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...defaultModel, ...given } : given,
  modelSchema,
);
