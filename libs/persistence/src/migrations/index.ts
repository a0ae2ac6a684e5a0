import { EventLog1764000001000 } from './1764000001000-event-log';
import { Search1764000002000 } from './1764000002000-search';
import { CreateOutbox1764000003000 } from './1764000003000-create-outbox';
import { Intake1764000004000 } from './1764000004000-intake';
import { Matching1764000005000 } from './1764000005000-matching';
import { Tenancy1764000006000 } from './1764000006000-tenancy';
import { People1764000007000 } from './1764000007000-people';
import { Outreach1764000008000 } from './1764000008000-outreach';
import { Gateway1764000009000 } from './1764000009000-gateway';
import { ProfileOutcome1764000010000 } from './1764000010000-profile-outcome';
import { Reading1764000010100 } from './1764000010100-reading';
import { Insight1764000011000 } from './1764000011000-insight';
import { LeadFeed1764000012000 } from './1764000012000-lead-feed';
import { Contacts1764000013000 } from './1764000013000-contacts';
import { UnownedRecords1764000014000 } from './1764000014000-unowned-records';
import { Submissions1764000015000 } from './1764000015000-submissions';
import { KeptAnswers1764000016000 } from './1764000016000-kept-answers';
import { Models1764000017000 } from './1764000017000-models';
import { Marks1764000019000 } from './1764000019000-marks';
import { Training1764000020000 } from './1764000020000-training';
import { LeadLife1764000021000 } from './1764000021000-lead-life';

/** All migrations in order. Each lib owns one Postgres schema; only these files hold DDL. */
export const MIGRATIONS = [
  EventLog1764000001000,
  Search1764000002000,
  CreateOutbox1764000003000,
  Intake1764000004000,
  Matching1764000005000,
  Tenancy1764000006000,
  People1764000007000,
  Outreach1764000008000,
  Gateway1764000009000,
  ProfileOutcome1764000010000,
  Reading1764000010100,
  Insight1764000011000,
  LeadFeed1764000012000,
  Contacts1764000013000,
  UnownedRecords1764000014000,
  Submissions1764000015000,
  KeptAnswers1764000016000,
  Models1764000017000,
  Marks1764000019000,
  Training1764000020000,
  LeadLife1764000021000,
];
