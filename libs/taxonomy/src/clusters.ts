import { type LocalizedText } from '@bole/kernel';
import { cityOf, province } from './divisions';

/** A city cluster 城市群. Members are provinces or cities by GB/T 2260 code. */
export interface Cluster {
  readonly id: 'yangtze-delta' | 'greater-bay' | 'jing-jin-ji' | 'chengdu-chongqing';
  readonly name: Required<LocalizedText>;
  readonly members: readonly string[];
}

/** The cluster that a division lies in, or undefined. */
export function clusterOf(division: string): Cluster | undefined {
  return CLUSTERS.find(
    ({ members }) => members.includes(cityOf(division) ?? '') || members.includes(province(division) ?? ''),
  );
}

/**
 * 长三角 as in the outline of 2019 (three provinces and Shanghai), the nine mainland cities of 粤港澳大湾区 (outline of 2019), 京津冀 (two
 * municipalities and Hebei), 成渝 as in the outline of 2021 (Chongqing and fifteen cities of Sichuan, each taken whole).
 */
export const CLUSTERS: readonly Cluster[] = [
  { id: 'yangtze-delta', name: { zh: '长三角', en: 'Yangtze River Delta' }, members: ['310000', '320000', '330000', '340000'] },
  {
    id: 'greater-bay',
    name: { zh: '粤港澳大湾区（内地九市）', en: 'Greater Bay Area (nine mainland cities)' },
    members: ['440100', '440300', '440400', '440600', '440700', '441200', '441300', '441900', '442000'],
  },
  { id: 'jing-jin-ji', name: { zh: '京津冀', en: 'Beijing-Tianjin-Hebei' }, members: ['110000', '120000', '130000'] },
  {
    id: 'chengdu-chongqing',
    name: { zh: '成渝', en: 'Chengdu-Chongqing' },
    members: [
      '500000', '510100', '510300', '510500', '510600', '510700', '510900', '511000', '511100', '511300', '511400', '511500', '511600', '511700',
      '511800', '512000',
    ],
  },
]; // prettier-ignore
