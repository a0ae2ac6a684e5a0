import { equals, exportTable, type ExportTable, instant, text } from '../export-table';

export interface ContactsFilter {
  readonly investor?: string | undefined;
}

/** The people whom the acting city knows at investors: personal data. */
export function contactsTable(filter: ContactsFilter): ExportTable {
  return exportTable({ zh: '联系人', en: 'contacts' }, COLUMNS, (given) => ({
    from: `intake.contact as c
      left join lateral (select profile from intake.investor where id = c.investor_id) as investor on true`,
    conditions: equals('c.investor_id', filter.investor, given),
    order: 'c.id',
  }));
}

const COLUMNS = [
  text('id', '编号', 'Id', 'c.id'),
  text('investorId', '投资商编号', 'Investor id', 'c.investor_id'),
  text('investorZh', '投资商(中文)', 'Investor (Chinese)', `investor.profile -> 'names' ->> 'zh'`),
  text('investorEn', '投资商(英文)', 'Investor (English)', `investor.profile -> 'names' ->> 'en'`),
  text('name', '姓名', 'Name', `c.contact ->> 'name'`),
  text('role', '职务', 'Role', `c.contact ->> 'role'`),
  text('email', '邮箱', 'Email', `c.contact ->> 'email'`),
  text('phone', '电话', 'Phone', `c.contact ->> 'phone'`),
  text('locale', '语言', 'Language', `c.contact ->> 'locale'`),
  text('timeZone', '时区', 'Time zone', `c.contact ->> 'timeZone'`),
  text('consent', '同意状态', 'Consent', `c.contact -> 'consent' ->> 'status'`),
  text('consentPurpose', '同意目的', 'Purpose of consent', `c.contact -> 'consent' ->> 'purpose'`),
  instant('consentAt', '同意时间', 'Consent at', `(c.contact -> 'consent' ->> 'at')::timestamptz`),
  instant('updatedAt', '更新时间', 'Updated at', 'c.updated_at'),
];
