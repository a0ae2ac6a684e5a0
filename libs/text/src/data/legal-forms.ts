/** What a company's name says of its legal form, in Chinese and Japanese: cut out of the text, longest first. */
export const CHINESE_LEGAL_FORMS = [
  '股份有限责任公司',
  '特殊普通合伙',
  '股份有限公司',
  '有限责任公司',
  '有限合伙企业',
  '有限合伙',
  '普通合伙',
  '合伙企业',
  '株式会社',
  '有限会社',
  '股份公司',
  '有限公司',
  '总公司',
  '分公司',
  '公司',
] as const;

/** The same in Latin letters: dropped wherever they stand after the first word. */
export const LATIN_LEGAL_FORMS: ReadonlySet<string> = new Set(
  `ab ag as bhd bv co company corp corporation gmbh inc incorporated jsc kft kg kgaa kk limited llc llp lp ltd mbh nv oy oyj plc
   pte pty sa sarl sas sdn se spa srl`.split(/\s+/),
);
