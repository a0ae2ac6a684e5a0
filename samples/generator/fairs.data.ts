import { type Theme } from './templates.data';

/** An invented matchmaking fair 对接会. */
export interface SampleFair {
  readonly name: string;
  readonly date: string;
  /** GB/T 2260 code of the host city. */
  readonly city: string;
  readonly themes: readonly Theme[];
}

export const FAIRS: readonly SampleFair[] = [
  {
    name: '岁末先进制造对接会(示例)',
    date: '2025-12-10',
    city: '441900',
    themes: ['manufacturing', 'digital', 'logistics'],
  },
  {
    name: '京津冀生物医药投资恳谈会(示例)',
    date: '2026-01-15',
    city: '120000',
    themes: ['biomedicine', 'agriculture'],
  },
  {
    name: '长三角新能源对接会(示例)',
    date: '2026-03-18',
    city: '340100',
    themes: ['new-energy', 'manufacturing'],
  },
  {
    name: '大湾区智能装备推介会(示例)',
    date: '2026-04-22',
    city: '440600',
    themes: ['manufacturing', 'digital', 'culture'],
  },
  {
    name: '环渤海港航物流洽谈会(示例)',
    date: '2026-05-20',
    city: '130200',
    themes: ['logistics', 'new-energy', 'manufacturing'],
  },
  {
    name: '太湖数字与集成电路对接会(示例)',
    date: '2026-06-17',
    city: '320200',
    themes: ['digital', 'manufacturing', 'biomedicine'],
  },
  {
    name: '乡村产业与文旅投资推介会(示例)',
    date: '2026-07-15',
    city: '130600',
    themes: ['agriculture', 'culture'],
  },
  {
    name: '长三角生命科学项目路演(示例)',
    date: '2026-09-09',
    city: '320500',
    themes: ['biomedicine', 'digital'],
  },
  {
    name: '大湾区绿色能源投资大会(示例)',
    date: '2026-10-21',
    city: '441300',
    themes: ['new-energy', 'manufacturing', 'agriculture'],
  },
];
