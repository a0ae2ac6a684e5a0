import { comparedPhone, Person } from './person';

const identity = {
  investorId: 'inv_1',
  name: '张远(示例)',
  email: 'Zhang.Y@Firm.example',
  phone: '+86 138-0013-8000',
};
const person = new Person('320500', identity, ['con_1'], [identity]);

describe('a person', () => {
  it.each([
    ['+86 138-0013-8000', '13800138000'],
    ['0086 (138) 0013 8000', '13800138000'],
    ['86 512 6522', '865126522'],
    ['+49 89 1234', '49891234'],
  ])('has the phone number %s compared as %s', (given, compared) => {
    expect(comparedPhone(given)).toBe(compared);
  });

  it('is known by e-mail or phone anywhere, and by name at the same investor', () => {
    const other = { investorId: 'inv_2', name: '李(示例)' };
    expect(person.is({ ...other, email: 'zhang.y@firm.example ' })).toBe(true);
    expect(person.is({ ...other, phone: '13800138000' })).toBe(true);
    expect(person.is({ investorId: 'inv_1', name: '张远（示例）' })).toBe(true);
    expect(person.is({ investorId: 'inv_2', name: '张远(示例)' })).toBe(false);
    expect(person.is({ ...other, email: 'li@firm.example', phone: '13900139000' })).toBe(false);
  });

  it('is cleared out of a text, however its address and number are written', () => {
    expect(person.redact('写信给 ZHANG.Y@firm.example。')).toBe('写信给 [erased]。');
    expect(person.redact('电话 138 0013 8000, or (+86)138-0013-8000.')).toBe('电话 [erased], or ([erased].');
    expect(person.redact('0086 13800138000')).toBe('[erased]');
  });

  it('leaves alone what only looks like it', () => {
    for (const text of [
      'li.zhang.y@firm.example',
      'zhang.y@firm.example.org',
      '213800138000',
      '138001380001',
    ])
      expect(person.redact(text)).toBe(text);
  });

  it('is cleared by name where it is meant, and not elsewhere', () => {
    expect(person.redact('见了张远(示例)', 'inv_1')).toBe('见了[erased]');
    expect(person.redact('张远(示例) zhang.y@firm.example', 'inv_2')).toBe('[erased] [erased]');
    expect(person.redact('见了张远(示例)', 'inv_2')).toBe('见了张远(示例)');
  });
});
