import { bootstrap } from '@bole/platform';
import { GatewayModule } from './gateway.module';

void bootstrap(GatewayModule, { name: 'gateway' });
