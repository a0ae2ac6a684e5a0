import { z } from 'zod';
import { instantSchema, nextSchema } from '../schemas';

export const shareSchema = z
  .object({
    personId: z.string(),
    name: z.string(),
    projectId: z.string(),
    sharedBy: z.string().meta({ description: 'id of a person or key' }),
    sharedAt: instantSchema,
  })
  .meta({ id: 'Share', description: 'A project that an expert adviser may see' });
export type Share = Readonly<z.infer<typeof shareSchema>>;

export const shareListSchema = z
  .object({ items: z.array(shareSchema), next: nextSchema })
  .meta({ id: 'ShareList', description: 'By project and person' });
export type ShareList = Readonly<z.infer<typeof shareListSchema>>;

export const adviserSchema = z
  .object({ id: z.string(), name: z.string() })
  .meta({ id: 'Adviser', description: 'An expert adviser of the city, to whom projects can be shown' });
export type Adviser = Readonly<z.infer<typeof adviserSchema>>;

export const adviserListSchema = z
  .object({ items: z.array(adviserSchema), next: nextSchema })
  .meta({ id: 'AdviserList', description: 'By name' });
export type AdviserList = Readonly<z.infer<typeof adviserListSchema>>;
