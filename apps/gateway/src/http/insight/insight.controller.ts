import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  type Activity,
  ActivityQuery,
  type Attribution,
  AttributionQuery,
  type ChannelReach,
  ChannelsQuery,
  type Funnel,
  FunnelQuery,
} from '@bole/insight';
import { Endpoint, Input, type InputOf } from '../endpoint';
import { getActivity, getAttribution, getChannels, getFunnel } from './insight.endpoints';

@Controller()
export class InsightController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(getFunnel)
  funnel(@Input() { query: { by, ...filter } }: InputOf<typeof getFunnel>): Promise<Funnel> {
    return this.queries.execute(new FunnelQuery(filter, by));
  }

  @Endpoint(getAttribution)
  attribution(@Input() { query }: InputOf<typeof getAttribution>): Promise<Attribution> {
    return this.queries.execute(new AttributionQuery(query));
  }

  @Endpoint(getChannels)
  channels(@Input() { query }: InputOf<typeof getChannels>): Promise<ChannelReach> {
    return this.queries.execute(new ChannelsQuery(query));
  }

  @Endpoint(getActivity)
  activity(@Input() { query }: InputOf<typeof getActivity>): Promise<Activity> {
    return this.queries.execute(new ActivityQuery(query));
  }
}
