import { type LocalizedText } from '@bole/kernel';
import { CLUSTERS, clusterOf } from '@bole/taxonomy';

/** The twelve cities of the samples, by GB/T 2260 code. */
export const SAMPLE_CITIES: readonly string[] = [
  ...['320500', '320200', '330200', '340100'], // Suzhou, Wuxi, Ningbo, Hefei
  ...['440600', '441900', '441300', '440400'], // Foshan, Dongguan, Huizhou, Zhuhai
  ...['120000', '130200', '130600', '131000'], // Tianjin, Tangshan, Baoding, Langfang
];

export interface SampleCluster {
  readonly id: string;
  readonly names: Required<LocalizedText>;
  /** The sample cities that lie in it. */
  readonly cities: readonly string[];
}

/** The city clusters that the sample cities lie in, as if they had chosen to share. */
export function sampleClusters(): readonly SampleCluster[] {
  return CLUSTERS.map(({ id, name }) => ({
    id,
    names: name,
    cities: SAMPLE_CITIES.filter((city) => clusterOf(city)?.id === id),
  })).filter(({ cities }) => cities.length > 0);
}
