import { CommandBus } from '@nestjs/cqrs';
import { CreateOneTimeLinkCommand, EnsureCityCommand, EnsurePersonCommand } from '@bole/access';
import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startChromium } from '../support/chromium';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const SUZHOU = '320500';
const WUXI = '320200';
const PASSWORD = 'grey harbour under 7 cranes';

/** The pages in a real browser. Whatever a page loads from elsewhere, or does against its policy, fails the test. */
describe('the pages', () => {
  let database: TestDatabase;
  let house: House;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection);
    await house.cluster('su-xi-chang', SUZHOU, WUXI);
    browser = await startChromium();
  });

  afterAll(async () => {
    await browser.close();
    await house.close();
    await database.drop();
  });

  beforeEach(async () => {
    await browse('zh-CN');
  });

  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  async function browse(locale: string): Promise<void> {
    faults = [];
    context = await browser.newContext({ locale, viewport: { width: 390, height: 780 } });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(house.url) && !request.url().startsWith('data:'))
        faults.push(`asked for ${request.url()}`);
    });
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      // An answer of 4xx is said there, too; that is the API's word, and the page shows it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(message.text());
    });
  }

  async function linkOf(email: string, name: string, ...cities: readonly string[]): Promise<string> {
    const operator = house.running.part('operator').get(CommandBus, { strict: false });
    for (const city of cities) await operator.execute(new EnsureCityCommand(city));
    const memberships = cities.map((city) => ({ city, role: 'administrator' }) as const);
    await operator.execute(new EnsurePersonCommand({ email, name, memberships }));
    return (await operator.execute(new CreateOneTimeLinkCommand(email, cities[0]))).token;
  }

  const open = (path: string) => page.goto(`${house.url}${path}`);
  const arrive = (path: string) => page.waitForURL(`${house.url}${path}`);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  /** What the page says in one of its live regions, once it says something. */
  const said = (role: 'alert' | 'status') =>
    page.locator(`main [role=${role}]:not(:empty)`).first().innerText();

  it('lead from a one-time link to the city’s best leads, a key, the other city, and out', async () => {
    const key = await house.key(SUZHOU);
    for (const [path, body] of [
      ['investors', investorSubmittedV1.golden],
      ['projects', projectSubmittedV1.golden],
    ] as const)
      await fetch(`${house.url}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      });
    await house.settled();
    const token = await linkOf('lin@suzhou.example', '林悦', SUZHOU, WUXI);

    // A mail program that looks at links must not use them up.
    expect((await fetch(`${house.url}/sign-in#link=${token}`)).status).toBe(200);
    expect((await fetch(`${house.url}/sign-in?link=${token}`)).status).toBe(200);
    await open(`/sign-in#link=${token}`);
    await arrive('/');
    const [investor, project] = [investorSubmittedV1.golden.profile, projectSubmittedV1.golden.profile];
    const lead = page.getByRole('listitem').filter({ hasText: investor.names.zh ?? '' });
    await lead.waitFor();
    expect(await lead.innerText()).toContain(project.names.zh);
    expect(await lead.locator('.reasons li').count()).toBeGreaterThan(0);
    expect(await page.locator('#who').innerText()).toBe('林悦 · 管理员');

    await page.getByText('新建 API 密钥').click();
    await field('用途').fill('月报脚本');
    await button('生成密钥').click();
    const secret = await page.locator('#secret:not(:empty)').innerText();
    const bearer = { headers: { authorization: `Bearer ${secret}` } };
    expect((await fetch(`${house.url}/api/v1/leads`, bearer)).status).toBe(200);

    await field('所在城市').selectOption(WUXI);
    await button('切换').click();
    await page.getByText('还没有线索').waitFor();
    expect(await field('所在城市').inputValue()).toBe(WUXI);

    await button('退出登录').click();
    await arrive('/sign-in');
    await open('/');
    await arrive('/sign-in');
    await open(`/sign-in#link=${token}`);
    expect(await said('alert')).toBe('链接已失效，请重新获取');
    expect(page.url()).toBe(`${house.url}/sign-in`);
  });

  it('lead from an invitation to a password, and back in with it, by keyboard alone', async () => {
    const admin = await house.person('administrator', SUZHOU);
    const asAdmin = {
      cookie: `bole=${admin.token}`,
      'x-csrf-token': admin.principal.session?.csrfToken ?? '',
      'content-type': 'application/json',
    };
    const api = `${house.url}/api/v1`;
    await fetch(`${api}/invitations`, {
      method: 'POST',
      headers: asAdmin,
      body: JSON.stringify({ email: 'mei@suzhou.example', role: 'officer' }),
    });
    const mails = (await (await fetch(`${api}/mails`, { headers: asAdmin })).json()) as {
      items: { id: string }[];
    };
    const mail = (await (await fetch(`${api}/mails/${mails.items[0]?.id}`, { headers: asAdmin })).json()) as {
      text: string;
    };
    const link = /\/invitation#token=\S+/.exec(mail.text)?.[0] ?? '';

    await open(link);
    expect(await said('status')).toBe('苏州市邀请您以招商专员的身份加入伯乐。');
    expect(await field('邮箱').inputValue()).toBe('mei@suzhou.example');
    await page.keyboard.type('梅兰');
    await page.keyboard.press('Tab');
    await page.keyboard.type('short');
    await page.keyboard.press('Enter');
    const error = page.locator('#password-error:not(:empty)');
    expect(await error.innerText()).toBe('密码至少 12 个字符。');
    expect(await field('密码').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#password:focus').count()).toBe(1);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await arrive('/');
    await button('退出登录').click();
    await arrive('/sign-in');

    await field('邮箱').fill('mei@suzhou.example');
    await field('密码').fill('not the right one');
    await page.keyboard.press('Enter');
    expect(await said('alert')).toBe('邮箱或密码不正确');
    await field('密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await arrive('/');
    await page.getByText('梅兰 · 招商专员').waitFor();
    expect(await page.locator('#keys').isVisible()).toBe(false);
  });

  it('speak English to whom it is spoken to, remember the choice, and keep a link’s secret meanwhile', async () => {
    await context.close();
    await browse('en-GB');
    await open('/sign-in?problem=SINGLE_SIGN_ON_NOT_INVITED');
    expect(await page.title()).toBe('Sign in · 伯乐 Bole');
    expect(await said('alert')).toBe('Nobody invited this person to the city');
    await open('/sign-in?problem=<b>anything</b>');
    expect(await said('alert')).toBe('The single sign-on failed');

    const token = 'A'.repeat(43);
    await open(`/reset-password#token=${token}`);
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByRole('heading', { name: '设置新密码' }).waitFor();
    expect(page.url()).toBe(`${house.url}/reset-password?lang=zh#token=${token}`);
    await field('新密码').fill(PASSWORD);
    await button('设置密码').click();
    expect(await said('alert')).toBe('链接已失效，请重新获取');
    await open('/forgot-password');
    expect(await page.getByRole('heading').innerText()).toBe('重设密码');
    // No mails are sent here: the page says so rather than let anybody wait for one.
    expect(await page.getByRole('main').innerText()).toContain('bole people link');
  });

  it('run no script that stands in a page', async () => {
    await open('/sign-in');
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    `);
    expect(await page.title()).toBe('登录 · 伯乐 Bole');
    // And it would have been noticed, had a page tried.
    expect(faults).toEqual([expect.stringContaining('Content Security Policy')]);
    faults = [];
  });
});
