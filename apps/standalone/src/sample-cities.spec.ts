import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenantOf } from '@bole/taxonomy';
import { SAMPLE_CITIES, sampleClusters } from './sample-cities';

const lines = <Row>(file: string): Row[] =>
  readFileSync(join(__dirname, '../../../samples', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

describe('the sample cities', () => {
  it('are those of the samples, and no others', () => {
    const projects = lines<{ profile: { place: { division: string } } }>('projects.ndjson');
    const investors = lines<{ tenant: string }>('investors.ndjson');
    const cities = [...SAMPLE_CITIES].sort();
    expect([...new Set(projects.map(({ profile }) => tenantOf(profile.place.division)))].sort()).toEqual(
      cities,
    );
    expect([...new Set(investors.map(({ tenant }) => tenant))].sort()).toEqual(cities);
  });

  it('lie in three clusters, four in each', () => {
    expect(sampleClusters().map(({ id, cities }) => [id, cities.length])).toEqual([
      ['yangtze-delta', 4],
      ['greater-bay', 4],
      ['jing-jin-ji', 4],
    ]);
  });
});
