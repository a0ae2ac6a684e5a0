import { bootstrap } from '@bole/platform';
import { GatewayModule } from './gateway.module';
import { GATEWAY_HTTP } from './http/edge/gateway-http';

void bootstrap(GatewayModule, { name: 'gateway', http: GATEWAY_HTTP });
