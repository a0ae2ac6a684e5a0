import { z } from 'zod';
import { defineEvent } from '../event-type';
import { shortText } from '../model/fields';
import { sharedInvestorProfile } from '../model/investor';
import { TOPICS } from '../topics';
import { investorSubmittedV1 } from './investor-submitted.v1';
import { version } from './version';

const { contacts: _contacts, ...shared } = investorSubmittedV1.golden.profile;

export const investorRecordedV1 = defineEvent({
  type: 'bole.investor.recorded.v1',
  topic: TOPICS.investors.name,
  summary: 'Bole took an investor in, or took a newer version of it.',
  data: z.object({ id: shortText, version, profile: sharedInvestorProfile }),
  key: (data) => data.id,
  golden: {
    id: 'inv_0123456789abcdefghjk',
    version: 1_763_000_000_000,
    profile: shared,
  },
});
