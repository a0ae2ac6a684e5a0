import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { cityNames } from '../../../people/store/city.store';
import { type CityDescription, DescribeCityQuery } from './describe-city.query';

@QueryHandler(DescribeCityQuery)
export class DescribeCityHandler implements IQueryHandler<DescribeCityQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by: { city } }: DescribeCityQuery): Promise<CityDescription> {
    const names = await cityNames(this.unitOfWork, city);
    const clusters = await this.unitOfWork.query<CityDescription['clusters'][number]>(
      `select cluster.id, cluster.zh, cluster.en,
         json_agg(json_build_object('code', city.code, 'zh', city.zh, 'en', city.en) order by city.code) as cities
       from access.cluster join access.cluster_city on cluster_id = cluster.id
         join access.city on city.code = cluster_city.city
       where cluster.id in (select cluster_id from access.cluster_city where city = $1)
       group by cluster.id order by cluster.id`,
      [city],
    );
    return { code: city, ...names, clusters };
  }
}
