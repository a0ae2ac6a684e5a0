import { InvalidInputError } from '@bole/kernel';
import { readConfig } from '@bole/platform';
import { Allowance } from './allowance';
import { checkedAddresses, type Resolve } from './checked-addresses';
import { webhookUrl } from './webhook-url';

const NOTHING = new Allowance([]);
const allowed = (list: string): Allowance =>
  new Allowance(readConfig({ BOLE_WEBHOOKS_ALLOW_PRIVATE: list }).webhooks.allowPrivate);

function codeOf(text: string, allowance = NOTHING): string {
  try {
    webhookUrl(text, allowance);
    return 'taken';
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.problems.map(({ code }) => code).join();
  }
}

describe('webhookUrl', () => {
  it.each([
    'https://example.org/bole?x=1',
    'https://example.org:8443/',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    'https://例子.example/回调',
  ])('takes %s', (url) => {
    expect(codeOf(url)).toBe('taken');
  });

  it.each([
    ['loopback', 'https://127.0.0.1/'],
    ['loopback, elsewhere in its block', 'https://127.200.3.4/'],
    ['loopback as one decimal number', 'https://2130706433/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback in hex', 'https://0x7f000001/'],
    ['loopback in hex parts', 'https://0x7f.0x0.0x0.0x1/'],
    ['loopback in two parts', 'https://127.1/'],
    ['loopback in mixed bases', 'https://0x7f.1/'],
    ['loopback in full-width digits', 'https://１２７.０.０.１/'],
    ['loopback percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['loopback with a trailing dot', 'https://127.0.0.1./'],
    ['all addresses of this host', 'https://0.0.0.0/'],
    ['this network', 'https://0.1.2.3/'],
    ['zero', 'https://0/'],
    ['private 10/8', 'https://10.0.0.1/'],
    ['private 172.16/12', 'https://172.31.255.255/'],
    ['private 192.168/16', 'https://192.168.1.1/'],
    ['the metadata service of clouds', 'https://169.254.169.254/latest/meta-data/'],
    ['the same as a number', 'https://2852039166/'],
    ['the metadata service of Alibaba Cloud', 'https://100.100.100.200/'],
    ['shared addresses (CGNAT)', 'https://100.64.0.1/'],
    ['Azure’s WireServer', 'https://168.63.129.16/'],
    ['Oracle’s metadata service', 'https://192.0.0.192/'],
    ['a test network', 'https://203.0.113.7/'],
    ['benchmarking', 'https://198.18.0.1/'],
    ['multicast', 'https://224.0.0.1/'],
    ['reserved', 'https://240.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['IPv6 loopback in full', 'https://[0000:0000:0000:0000:0000:0000:0000:0001]/'],
    ['IPv6 unspecified', 'https://[::]/'],
    ['IPv4-mapped loopback', 'https://[::ffff:127.0.0.1]/'],
    ['IPv4-mapped in hex', 'https://[::ffff:7f00:1]/'],
    ['IPv4-mapped, public', 'https://[::ffff:8.8.8.8]/'],
    ['IPv4-compatible', 'https://[::127.0.0.1]/'],
    ['NAT64 of a private address', 'https://[64:ff9b::a00:1]/'],
    ['6to4 of a private address', 'https://[2002:a00:1::]/'],
    ['Teredo', 'https://[2001:0:53aa:64c::1]/'],
    ['IPv6 link-local', 'https://[fe80::1]/'],
    ['IPv6 site-local', 'https://[fec0::1]/'],
    ['IPv6 unique local', 'https://[fd00:ec2::254]/'],
    ['IPv6 multicast', 'https://[ff02::1]/'],
    ['IPv6 documentation', 'https://[2001:db8::1]/'],
    ['localhost', 'https://localhost/'],
    ['localhost in capitals', 'https://LOCALHOST/'],
    ['a name under localhost', 'https://x.localhost/'],
    ['a name without a dot', 'https://postgres:5432/'],
    ['the metadata name of Google Cloud', 'https://metadata.google.internal/'],
    ['mDNS', 'https://printer.local/'],
  ])('refuses what is not public: %s', (_, url) => {
    expect(codeOf(url)).toMatch(/^WEBHOOK_URL_(?:PRIVATE|INVALID)$/);
  });

  it.each([
    ['http://example.org/', 'WEBHOOK_URL_INSECURE'],
    ['ftp://example.org/', 'WEBHOOK_URL_SCHEME'],
    ['file:///etc/passwd', 'WEBHOOK_URL_SCHEME'],
    ['gopher://example.org/', 'WEBHOOK_URL_SCHEME'],
    ['https://user:pass@example.org/', 'WEBHOOK_URL_CREDENTIALS'],
    ['https://example.org@127.0.0.1/', 'WEBHOOK_URL_CREDENTIALS'],
    ['https://127.0.0.1#@example.org/', 'WEBHOOK_URL_INVALID'],
    ['https://example.org\\@127.0.0.1/', 'WEBHOOK_URL_INVALID'],
    ['https://exa\tmple.org/', 'WEBHOOK_URL_INVALID'],
    ['https://example.org/\r\nX: y', 'WEBHOOK_URL_INVALID'],
    ['https://example.org./', 'WEBHOOK_URL_INVALID'],
    ['https://localhost./', 'WEBHOOK_URL_INVALID'],
    ['https://example.org/#part', 'WEBHOOK_URL_INVALID'],
    ['https://[fe80::1%25eth0]/', 'WEBHOOK_URL_INVALID'],
    ['https:///nothing', 'WEBHOOK_URL_PRIVATE'],
    ['not a url', 'WEBHOOK_URL_INVALID'],
    ['', 'WEBHOOK_URL_INVALID'],
    [`https://example.org/${'a'.repeat(2_000)}`, 'WEBHOOK_URL_INVALID'],
    ['https://example.org:22/', 'WEBHOOK_URL_PORT'],
    ['https://example.org:0/', 'WEBHOOK_URL_PORT'],
    ['https://example.org:25/', 'WEBHOOK_URL_PORT'],
  ])('%s is %s', (url, code) => {
    expect(codeOf(url)).toBe(code);
  });

  it('takes what is opened as one’s own, and nothing beside it', () => {
    const own = allowed('127.0.0.1:8081,10.20.0.0/16,hooks.inner:9000,[fd00::1]:443');
    for (const url of [
      'http://127.0.0.1:8081/',
      'http://10.20.3.4/',
      'http://hooks.inner:9000/x',
      'https://[fd00::1]/',
    ])
      expect(codeOf(url, own)).toBe('taken');
    for (const url of [
      'http://127.0.0.1:8082/',
      'http://127.0.0.2:8081/',
      'http://10.21.0.1/',
      'http://hooks.inner:9001/',
      'http://x.hooks.inner:9000/',
      'https://[fd00::2]/',
      'http://[::ffff:10.20.3.4]/',
    ])
      expect(codeOf(url, own)).toMatch(/^WEBHOOK_URL_(?:PRIVATE|INSECURE)$/);
    expect(codeOf('http://u:p@127.0.0.1:8081/', own)).toBe('WEBHOOK_URL_CREDENTIALS');
  });
});

describe('checkedAddresses', () => {
  const url = new URL('https://hooks.example/');
  const at =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it('gives the addresses of a public name', async () => {
    const addresses = await checkedAddresses(url, NOTHING, at('8.8.8.8', '2606:4700:4700::1111'));
    expect(addresses.map(({ address }) => address)).toEqual(['8.8.8.8', '2606:4700:4700::1111']);
  });

  it.each([
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['::ffff:10.0.0.1'],
    ['fd12::1'],
    ['8.8.8.8', '10.0.0.1'],
    ['2606:4700:4700::1111', '::1'],
    ['not an address'],
    [],
  ])('refuses a name that is at %s', async (...addresses) => {
    await expect(checkedAddresses(url, NOTHING, at(...addresses))).rejects.toMatchObject({
      name: 'AddressRefusedError',
    });
  });

  it('lets a name go to a network that is opened, or anywhere when the name itself is', async () => {
    const inner = at('10.20.0.9');
    await expect(checkedAddresses(url, allowed('10.20.0.0/16'), inner)).resolves.toHaveLength(1);
    await expect(checkedAddresses(url, allowed('10.20.0.0/16:8443'), inner)).rejects.toThrow();
    await expect(checkedAddresses(url, allowed('hooks.example'), inner)).resolves.toHaveLength(1);
  });
});
