import { z } from 'zod';
import { endpoint, idParam } from '../endpoint';
import { model, modelChange, modelList, modelUse } from './models.schemas';

const params = z.object({ version: idParam('default-2') });

export const getModel = endpoint({
  id: 'getModel',
  method: 'GET',
  path: 'model',
  tag: 'models',
  access: 'reference:read',
  summary: 'The model in use: by what your leads are scored',
  answers: { 200: { description: 'The model.', schema: model } },
});

export const listModels = endpoint({
  id: 'listModels',
  method: 'GET',
  path: 'models',
  tag: 'models',
  access: 'insight:read',
  summary: 'The models that your city may use, where they come from, and which was used when',
  answers: { 200: { description: 'The newest first, 200 at most.', schema: modelList } },
});

export const getKeptModel = endpoint({
  id: 'getKeptModel',
  method: 'GET',
  path: 'models/:version',
  tag: 'models',
  access: 'insight:read',
  summary: 'One model: every curve, and what was measured',
  params,
  answers: { 200: { description: 'The model.', schema: model } },
  problems: [404],
});

export const promoteModel = endpoint({
  id: 'promoteModel',
  method: 'POST',
  path: 'models/:version/promotion',
  tag: 'models',
  access: 'city:manage',
  summary: 'Score your city’s leads by this model from now on',
  description:
    'The leads are computed anew in the background. Until then each keeps the score, the reasons and the version that it has.',
  params,
  body: modelChange,
  example: { params: { version: 'default-2' }, body: { why: '去年的成交表明它更准 (示例)' } },
  answers: { 200: { description: 'It is in use.', schema: modelUse } },
  problems: [404, 409],
  audit: {
    action: 'model.promoted',
    together: true,
    object: ({ params: { version } }) => ({ kind: 'model', id: version }),
  },
});

export const rollBackModel = endpoint({
  id: 'rollBackModel',
  method: 'POST',
  path: 'models/rollback',
  tag: 'models',
  access: 'city:manage',
  summary: 'Go back to the model that your city used before',
  description: 'Once more each time; at last to the model that all cities share.',
  body: modelChange,
  example: { body: { why: '线索质量下降 (示例)' } },
  answers: { 200: { description: 'What is in use now.', schema: modelUse } },
  problems: [409],
  audit: {
    action: 'model.rolled-back',
    together: true,
    object: (_, { model: now }) => ({ kind: 'model', id: now?.version ?? 'shared' }),
  },
});
