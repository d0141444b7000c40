import { z } from 'zod';

const optionSchema = z.object({
  label: z.string().min(1),
  value: z.string().min(1),
  description: z.string().nullish(),
  displayOrder: z.number().int().nullish(),
  hidden: z.boolean().nullish(),
});
const optional = {
  description: z.string().nullish(),
  options: z.array(optionSchema).nullish(),
  displayOrder: z.number().int().nullish(),
  hasUniqueValue: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  formField: z.boolean().nullish(),
  externalOptions: z.boolean().nullish(),
  referencedObjectType: z.string().nullish(),
  calculationFormula: z.string().nullish(),
  dataSensitivity: z.string().nullish(),
};
/** The definition of a property, as POST sends it. */
export const propertyCreateSchema = z.object({
  name: z.string().min(1),
  label: z.string().min(1),
  type: z.string().min(1),
  fieldType: z.string().min(1),
  groupName: z.string().min(1),
  ...optional,
});

/** What a PATCH of a property may carry. */
export const propertyUpdateSchema = z.object({
  label: z.string().min(1).nullish(),
  type: z.string().nullish(),
  fieldType: z.string().nullish(),
  groupName: z.string().nullish(),
  ...optional,
});

export type PropertyCreate = z.infer<typeof propertyCreateSchema>;
