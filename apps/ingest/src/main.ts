import { bootstrap } from '@bole/platform';
import { IngestModule } from './ingest.module';

void bootstrap(IngestModule, { name: 'ingest' });
