import { packageFaults } from './package-faults';

const faultsOf = (entry: object, name = 'new-thing') =>
  packageFaults({ packages: { '': {}, [`node_modules/a/node_modules/${name}`]: entry } }, { known: false });

describe('packageFaults', () => {
  it.each(['MIT', '(MIT OR GPL-3.0-or-later)', 'Apache-2.0 AND MIT'])('takes %s', (license) => {
    expect(faultsOf({ license })).toEqual([]);
  });

  it.each(['GPL-3.0-or-later', 'MIT AND AGPL-3.0', 'SSPL-1.0', undefined])('refuses %s', (license) => {
    expect(faultsOf({ license })).toEqual([expect.stringContaining('new-thing is under')]);
  });

  it('wants every install script decided, and no host named', () => {
    expect(faultsOf({ license: 'MIT', hasInstallScript: true })).toEqual([
      expect.stringContaining('allowScripts'),
    ]);
    expect(faultsOf({ license: 'MIT', hasInstallScript: true }, 'known')).toEqual([]);
    expect(faultsOf({ license: 'MIT', resolved: 'https://registry.example/x.tgz' })).toHaveLength(1);
  });
});
