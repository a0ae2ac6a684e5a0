import { defineEvent } from '../event-type';
import { editFields, sourceRef, tenant } from '../model/fields';
import { investorProfile } from '../model/investor';
import { TOPICS } from '../topics';
import { version } from './version';

export const investorSubmittedV1 = defineEvent({
  type: 'bole.investor.submitted.v1',
  topic: TOPICS.inboundInvestors.name,
  summary: 'An owner of investor data submits one investor, new or changed.',
  data: sourceRef.extend({ tenant: tenant.optional(), ...editFields, version, profile: investorProfile }),
  key: (data) => `${data.source}:${data.sourceId}`,
  golden: {
    source: 'city-crm',
    sourceId: 'INV-0007',
    version: 1_763_000_000_000,
    profile: {
      names: { zh: '远航新能源(示例)', en: 'Yuanhang New Energy (sample)', aliases: ['远航能源(示例)'] },
      registration: { scheme: 'uscc', id: '91330100MA00000072' },
      kind: 'company',
      home: { country: 'CHN', division: '330100' },
      presence: [{ country: 'DEU', region: 'Bavaria', city: 'Munich' }],
      industries: ['C384'],
      products: ['储能电芯', '隔膜'],
      summary: { zh: '磷酸铁锂储能电芯制造商。', en: 'Maker of LFP cells for energy storage.' },
      seeks: {
        industries: ['C384'],
        places: [{ country: 'CHN', division: '320000' }],
        capex: { min: 500_000_000, max: 1_200_000_000, currency: 'CNY' },
        projectTypes: ['new', 'co-location'],
        land: { minMu: 100, maxMu: 300 },
        timing: { from: '2026-01-01', to: '2027-06-30' },
      },
      contacts: [
        {
          name: '张(示例)',
          role: '投资总监',
          email: 'zhang@yuanhang.example',
          locale: 'zh-CN',
          timeZone: 'Asia/Shanghai',
          consent: { status: 'granted', purpose: 'lead digests', at: '2025-11-08T09:00:00+08:00' },
        },
      ],
      estimated: ['seeks.land'],
    },
  },
});
