import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLUSTERS } from '@bole/taxonomy';
import { type Clusters, ListClustersQuery, type TenantCluster } from './list-clusters.query';

@QueryHandler(ListClustersQuery)
export class ListClustersHandler implements IQueryHandler<ListClustersQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute(): Promise<Clusters> {
    const tenants = await this.unitOfWork.query<TenantCluster>(
      `select id, zh, en, array(select city from access.cluster_city where cluster_id = id order by city) as cities
       from access.cluster order by id`,
    );
    return { tenants, reference: CLUSTERS };
  }
}
