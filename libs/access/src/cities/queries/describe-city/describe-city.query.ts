import { Query } from '@nestjs/cqrs';
import { z } from 'zod';
import { type Principal } from '../../../principal';
import { citySchema } from '../../../schemas';

const namedCitySchema = z
  .object({ code: citySchema, zh: z.string(), en: z.string() })
  .meta({ id: 'NamedCity' });

export const cityDescriptionSchema = namedCitySchema
  .extend({
    clusters: z
      .array(z.object({ id: z.string(), zh: z.string(), en: z.string(), cities: z.array(namedCitySchema) }))
      .meta({ description: 'Groups of cities that chose to share, this one among them' }),
  })
  .meta({ id: 'City', description: 'A city as a tenant' });
export type CityDescription = Readonly<z.infer<typeof cityDescriptionSchema>>;

/** The caller's city and the clusters that it belongs to. */
export class DescribeCityQuery extends Query<CityDescription> {
  constructor(readonly by: Principal) {
    super();
  }
}
