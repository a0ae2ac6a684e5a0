import { z } from 'zod';
import { bothLanguages } from '../reference/reference.schemas';
import { instantField } from '../endpoint';

const curve = z.object({
  points: z.array(z.array(z.number())).meta({
    description: '`[value, points]`, rising; linear between them, level outside.',
  }),
  missing: z.number().meta({ description: 'Points where there is no value.' }),
});

const record = z
  .object({
    city: z.string().meta({ description: 'Whose it is; `000000`: all cities share it.' }),
    version: z.string(),
    checksum: z.string().meta({ description: 'The first half of the SHA-256 of its canonical JSON.' }),
    decision: z.enum(['release', 'better', 'not-better']).meta({
      description:
        'A release of Bole brought it; training found it better than the one in use, beyond chance; or not, and it was kept for the record.',
    }),
    trainedAt: instantField.nullable(),
    dataFrom: instantField.nullable().meta({ description: 'Of the outcomes that it learned from.' }),
    dataTo: instantField.nullable(),
    figures: z.record(z.string(), z.unknown()).meta({ description: 'What was measured when it was kept.' }),
    keptAt: instantField,
  })
  .meta({ id: 'ModelRecord' });

export const model = z
  .object({
    version: z.string(),
    base: z.number().meta({ description: 'What every lead begins with, in points.' }),
    backedBase: z
      .number()
      .meta({ description: 'The same, for projects in which somebody has money already.' }),
    features: z.array(
      z
        .object({
          name: z.string(),
          group: z.enum(['fit', 'intent', 'relationship']),
          label: bothLanguages,
          unit: z.string(),
          missing: bothLanguages.meta({ description: 'What it means that there is no value.' }),
          curve,
          backedCurve: curve
            .nullable()
            .meta({ description: 'For projects in which somebody has money already; null: the same.' }),
        })
        .meta({ id: 'ModelFeature' }),
    ),
    background: z
      .number()
      .int()
      .meta({ description: 'Past deals by which the model knows what is usual: how many it keeps.' }),
    record: record.nullable().meta({ description: 'Where it comes from; null until it is kept.' }),
  })
  .meta({
    id: 'Model',
    description: 'A lead’s score is the base and what each feature’s curve says of its value, added up.',
  });

export const modelUse = z
  .object({
    city: z.string().meta({ description: 'Who uses it; `000000`: every city that has chosen none.' }),
    model: z
      .object({ city: z.string(), version: z.string() })
      .nullable()
      .meta({ description: 'Null: what all cities share, whatever that is.' }),
    since: instantField,
    by: z.string().meta({ description: 'A person’s id, `schedule`, `command line` or `release`.' }),
    why: z.string(),
    rollback: z.boolean().meta({ description: 'Whether it went back to what was used before.' }),
  })
  .meta({ id: 'ModelUse' });

const trainingRun = z
  .object({
    city: z.string().meta({ description: 'For whom; `000000`: for all that share one.' }),
    by: z.string(),
    beganAt: instantField,
    outcome: z.enum(['better', 'not-better', 'too-little', 'failed']).nullable().meta({
      description: 'Null: it has not ended. too-little: outcomes to learn from, or to be held against.',
    }),
    version: z.string().nullable().meta({ description: 'Of the model that was kept.' }),
    promoted: z.boolean(),
    figures: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TrainingRun' });

export const modelList = z
  .object({
    items: z.array(
      record
        .extend({ inUse: z.boolean().meta({ description: 'Whether your city’s leads are scored by it.' }) })
        .meta({ id: 'ListedModel' }),
    ),
    runs: z.array(trainingRun).meta({ description: 'The latest trainings, the newest first.' }),
    uses: z.array(modelUse).meta({ description: 'The changes, the newest first.' }),
  })
  .meta({ id: 'ModelList' });

export const modelChange = z
  .strictObject({
    why: z.string().trim().min(1).max(500).meta({ description: 'For those who read the history.' }),
  })
  .meta({ id: 'ModelChange' });
