import { bootstrap } from '@bole/platform';
import { IndexerModule } from './indexer.module';

void bootstrap(IndexerModule, { name: 'indexer' });
