import { DEFAULT_MODEL } from '@bole/matching';
import { checkedModel, checksumOf } from './model-document';

describe('a model’s document', () => {
  it('has another version whenever the hand-set model changes', () => {
    expect([DEFAULT_MODEL.version, checksumOf(DEFAULT_MODEL)]).toEqual([
      'default-2',
      '288e761ff2c594a6242bed494c69bfc8',
    ]);
  });

  it('comes back from JSON as it was', () => {
    const model = checkedModel(JSON.parse(JSON.stringify(DEFAULT_MODEL)));
    expect(checksumOf(model)).toBe(checksumOf(DEFAULT_MODEL));
  });
});
