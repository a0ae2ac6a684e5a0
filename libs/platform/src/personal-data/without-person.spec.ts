import { Person } from './person';
import { withoutPerson } from './without-person';

const identity = {
  investorId: 'inv_1',
  name: '张远(示例)',
  email: 'zhang@firm.example',
  phone: '13800138000',
};
const person = new Person('320500', identity, [], [identity]);

describe('withoutPerson', () => {
  it('takes the person out of contacts and leaves the others, whatever else is wrong with them', () => {
    const other = { name: '李(示例)', email: 'li@firm.example' };
    const value = {
      profile: { contacts: [{ name: '张远(示例)' }, other, 7, null, { phone: '138 0013 8000' }] },
    };
    expect(withoutPerson(value, person, { contactsOf: 'inv_1' })).toEqual({
      profile: { contacts: [other, 7, null] },
    });
    expect(withoutPerson(value, person, { contactsOf: 'inv_2' })).toEqual({
      profile: { contacts: [{ name: '张远(示例)' }, other, 7, null] },
    });
  });

  it('blots out names beside an address, wherever somebody wrote the person', () => {
    const value = {
      kontakt: { wer: '张远(示例)', mail: 'zhang@firm.example' },
      names: { zh: '张远(示例)家族办公室' },
    };
    expect(withoutPerson(value, person)).toEqual({
      kontakt: { wer: '[erased]', mail: '[erased]' },
      names: { zh: '张远(示例)家族办公室' },
    });
  });

  it('gives back the very same value where the person is not in it, and changes no identity', () => {
    const value = { source: 'zhang@firm.example', occurredAt: '2025-11-21', list: [{ note: 'nobody' }] };
    expect(withoutPerson(value, person, { aboutInvestor: 'inv_1' })).toBe(value);
  });

  it('finds nothing the second time', () => {
    const once = withoutPerson({ note: '张远(示例), 13800138000' }, person);
    expect(withoutPerson(once, person)).toBe(once);
  });
});
