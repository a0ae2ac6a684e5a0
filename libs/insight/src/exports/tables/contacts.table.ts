import { type Cut, exportTable, type ExportTable, instant, text } from '../export-table';

/** The people whom the acting city knows at investors: personal data. `cut` is about a contact called `known`. */
export function contactsTable(cut: Cut): ExportTable {
  return exportTable({ zh: '联系人', en: 'contacts' }, COLUMNS, (given) => ({
    from: `intake.contact as known
      left join lateral (select profile from intake.investor where id = known.investor_id) as investor on true`,
    conditions: cut(given),
    order: 'known.id',
  }));
}

const COLUMNS = [
  text('id', '编号', 'Id', 'known.id'),
  text('investorId', '投资商编号', 'Investor id', 'known.investor_id'),
  text('investorZh', '投资商(中文)', 'Investor (Chinese)', `investor.profile -> 'names' ->> 'zh'`),
  text('investorEn', '投资商(英文)', 'Investor (English)', `investor.profile -> 'names' ->> 'en'`),
  text('name', '姓名', 'Name', `known.contact ->> 'name'`),
  text('role', '职务', 'Role', `known.contact ->> 'role'`),
  text('email', '邮箱', 'Email', `known.contact ->> 'email'`),
  text('phone', '电话', 'Phone', `known.contact ->> 'phone'`),
  text('locale', '语言', 'Language', `known.contact ->> 'locale'`),
  text('timeZone', '时区', 'Time zone', `known.contact ->> 'timeZone'`),
  text('consent', '同意状态', 'Consent', `known.contact -> 'consent' ->> 'status'`),
  text('consentPurpose', '同意目的', 'Purpose of consent', `known.contact -> 'consent' ->> 'purpose'`),
  instant('consentAt', '同意时间', 'Consent at', `(known.contact -> 'consent' ->> 'at')::timestamptz`),
  instant('updatedAt', '更新时间', 'Updated at', 'known.updated_at'),
];
