import { CourierModule } from '../../courier/src/courier.module';
import { GatewayModule } from '../../gateway/src/gateway.module';
import { GATEWAY_HTTP } from '../../gateway/src/http/edge/gateway-http';
import { IndexerModule } from '../../indexer/src/indexer.module';
import { IngestModule } from '../../ingest/src/ingest.module';
import { MatcherModule } from '../../matcher/src/matcher.module';
import { bootstrapTogether, type RunningProcess } from '@bole/platform';
import { OperatorModule } from './operator.module';
import { welcome } from './welcome';

/** Bole whole, in one process. */
async function main(): Promise<void> {
  const running = await bootstrapTogether('standalone', [
    { name: 'ingest', module: IngestModule },
    { name: 'indexer', module: IndexerModule },
    { name: 'matcher', module: MatcherModule },
    { name: 'courier', module: CourierModule },
    { name: 'operator', module: OperatorModule },
    { name: 'gateway', module: GatewayModule, http: GATEWAY_HTTP },
  ]);
  // A stop in the middle of the greeting closes what it reads from; that is no failure.
  await (running === undefined
    ? undefined
    : welcome(running).catch((error: unknown) => greetingFailed(running, error)));
}

function greetingFailed(running: RunningProcess, error: unknown): void {
  if (!running.health.isStopping) running.log.error({ err: error }, 'The greeting failed; Bole itself runs');
}

void main();
