import { bootstrap } from '@bole/platform';
import { CourierModule } from './courier.module';

void bootstrap(CourierModule, { name: 'courier' });
