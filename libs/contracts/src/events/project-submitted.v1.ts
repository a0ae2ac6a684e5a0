import { defineEvent } from '../event-type';
import { editFields, sourceRef, tenant } from '../model/fields';
import { projectProfile } from '../model/project';
import { TOPICS } from '../topics';
import { version } from './version';

export const projectSubmittedV1 = defineEvent({
  type: 'bole.project.submitted.v1',
  topic: TOPICS.inboundProjects.name,
  summary: 'An owner of project data submits one city project, new or changed.',
  data: sourceRef.extend({ tenant: tenant.optional(), ...editFields, version, profile: projectProfile }),
  key: (data) => `${data.source}:${data.sourceId}`,
  golden: {
    source: 'city-crm',
    sourceId: 'PRJ-0042',
    version: 1_763_000_000_000,
    profile: {
      names: { zh: '储能电芯基地(示例)', en: 'Energy storage cell base (sample)' },
      summary: {
        zh: '建设 10 GWh 储能电芯产线,补隔膜环节。',
        en: 'A 10 GWh storage cell line that lacks separators.',
      },
      place: { country: 'CHN', division: '320500' },
      park: { zh: '滨江产业园(示例)', en: 'Riverside Park (sample)' },
      industries: ['C384'],
      products: ['储能电芯'],
      chainGap: { industries: ['C292'], products: ['隔膜'] },
      type: 'new',
      capex: { min: 600_000_000, max: 1_000_000_000, currency: 'CNY' },
      land: { areaMu: 200, zoning: 'M2', priceCnyPerMu: 350_000 },
      utilities: { powerKva: 40_000, waterTonnesPerDay: 3_000, gas: true },
      incentives: [{ zh: '前三年租金减半', en: 'Half rent for three years' }],
      jobs: 800,
      timing: { from: '2026-03-01', to: '2027-12-31' },
      limits: { minCapexPerMuCny: 3_000_000, environmentalClass: 'B', excludedIndustries: ['C25'] },
      officer: { name: '李(示例)', email: 'li@city.example' },
      visibility: 'public',
      estimated: ['jobs'],
    },
  },
});
