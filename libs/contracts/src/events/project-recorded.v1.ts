import { z } from 'zod';
import { defineEvent } from '../event-type';
import { shortText } from '../model/fields';
import { projectProfile } from '../model/project';
import { TOPICS } from '../topics';
import { projectSubmittedV1 } from './project-submitted.v1';
import { version } from './version';

export const projectRecordedV1 = defineEvent({
  type: 'bole.project.recorded.v1',
  topic: TOPICS.projects.name,
  summary: 'Bole took a city project in, or took a newer version of it.',
  data: z.object({ id: shortText, version, profile: projectProfile }),
  key: (data) => data.id,
  golden: {
    id: 'prj_0123456789abcdefghjk',
    version: 1_763_000_000_000,
    profile: projectSubmittedV1.golden.profile,
  },
});
