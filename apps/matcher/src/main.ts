import { bootstrap } from '@bole/platform';
import { MatcherModule } from './matcher.module';

void bootstrap(MatcherModule, { name: 'matcher' });
