import { Query } from '@nestjs/cqrs';
import { type Cluster as ReferenceCluster } from '@bole/taxonomy';

/** A group of cities that chose to share. */
export interface TenantCluster {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Cities that Bole serves, by GB/T 2260 code. */
  readonly cities: readonly string[];
}

export interface Clusters {
  readonly tenants: readonly TenantCluster[];
  readonly reference: readonly ReferenceCluster[];
}

/** City clusters 城市群: those in which cities share, and those of the plans of the state, which features read. */
export class ListClustersQuery extends Query<Clusters> {}
