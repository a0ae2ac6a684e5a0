/** The stages of a lead, in order: 推介, 在谈, 签约, 开工, 到资, 投产. */
export const LEAD_STAGES = ['introduced', 'negotiating', 'signed', 'started', 'funded', 'operating'] as const;
export type LeadStage = (typeof LEAD_STAGES)[number];

export const LEAD_STAGE_NAMES: Readonly<Record<LeadStage, { readonly zh: string; readonly en: string }>> = {
  introduced: { zh: '推介', en: 'Introduced' },
  negotiating: { zh: '在谈', en: 'Negotiating' },
  signed: { zh: '签约', en: 'Signed' },
  started: { zh: '开工', en: 'Started' },
  funded: { zh: '到资', en: 'Funded' },
  operating: { zh: '投产', en: 'Operating' },
};
