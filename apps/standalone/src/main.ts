import { GatewayModule } from '../../gateway/src/gateway.module';
import { IndexerModule } from '../../indexer/src/indexer.module';
import { IngestModule } from '../../ingest/src/ingest.module';
import { MatcherModule } from '../../matcher/src/matcher.module';
import { bootstrapTogether } from '@bole/platform';
import { welcome } from './welcome';

/** Bole whole, in one process. */
async function main(): Promise<void> {
  const running = await bootstrapTogether('standalone', [
    { name: 'ingest', module: IngestModule },
    { name: 'indexer', module: IndexerModule },
    { name: 'matcher', module: MatcherModule },
    { name: 'gateway', module: GatewayModule, http: {} },
  ]);
  if (running !== undefined) await welcome(running);
}

void main();
