import { passwordProblems } from './password-rules';

const LIN = { email: 'lin.yue@suzhou.example', name: '林悦 Yue' };
const codes = (password: string): string[] => passwordProblems(password, LIN).map(({ code }) => code);

describe('passwordProblems', () => {
  it.each([
    ['short-secret'.slice(0, 11), 'PASSWORD_TOO_SHORT'],
    ['四面荷花三面柳', 'PASSWORD_TOO_SHORT'],
    ['x1-'.repeat(67), 'PASSWORD_TOO_LONG'],
    ['aaaaaaaabbbbbbbb', 'PASSWORD_COMMON'],
    ['123456789012', 'PASSWORD_COMMON'],
    ['qwertyuiopas', 'PASSWORD_COMMON'],
    ['Password2024!!', 'PASSWORD_COMMON'],
    ['P@ssw0rd12345', 'PASSWORD_COMMON'],
    ['woaini1314520', 'PASSWORD_COMMON'],
    ['passwordpassword', 'PASSWORD_COMMON'],
    ['admin-password-2024', 'PASSWORD_COMMON'],
    ['correcthorsebatterystaple', 'PASSWORD_COMMON'],
    ['x9!lin.yue@suzhou.example', 'PASSWORD_CONTAINS_NAME'],
    ['!!LIN.YUE!!42', 'PASSWORD_CONTAINS_NAME'],
    ['我是林悦呀你好吗朋友们再见', 'PASSWORD_CONTAINS_NAME'],
  ])('refuses %s', (password, code) => {
    expect(codes(password)).toEqual([code]);
    expect(JSON.stringify(passwordProblems(password, LIN))).not.toContain(password);
  });

  it.each(['grey harbour under 7 cranes', '四面荷花三面柳，一城山色半城湖', 'Tr0ub4dor&3-kayak'])(
    'takes %s',
    (password) => {
      expect(codes(password)).toEqual([]);
    },
  );
});
