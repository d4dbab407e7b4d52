// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const json = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

/** The rows of a section's table: package and licence. */
async function documented(section: string): Promise<Map<string, string>> {
  const text = await readFile('docs/dependencies.md', 'utf8');
  const [, part = ''] = text.split(`## ${section}\n`);
  const rows = (part.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` \| ([^|]+) \| (.+) \|$/gm);
  return new Map([...rows].map(([, name = '', licence = '']) => [name, licence]));
}

describe('docs/dependencies.md', () => {
  it.each([
    ['What ships', 'dependencies'],
    ['What builds and tests it', 'devDependencies'],
  ])('“%s” names each of the %s, with the licence it has', async (section, field) => {
    const listed = await documented(section);
    const wanted = Object.keys((await json('package.json'))[field]).sort();
    expect([...listed.keys()].sort()).toEqual(wanted);
    const { packages }: { packages: Record<string, Package> } = await json('package-lock.json');
    for (const [name, licence] of listed) {
      expect(packages[`node_modules/${name}`]?.license, name).toBe(licence);
    }
  });
});

describe('the lockfile', () => {
  it('has a hash for every package, and none from elsewhere than the npm registry', async () => {
    const { packages, lockfileVersion } = await json('package-lock.json');
    expect(lockfileVersion).toBe(3);
    const all = Object.entries(packages as Record<string, Package>).filter(([path]) => path !== '');
    expect(all.length).toBeGreaterThan(100);
    for (const [path, { integrity = '', resolved = 'https://registry.npmjs.org/', link }] of all) {
      expect(link, path).toBeUndefined();
      expect(integrity, path).toMatch(/^sha512-/);
      expect(new URL(resolved).origin, path).toBe('https://registry.npmjs.org');
    }
  });

  it('agrees with package.json, which names exact versions', async () => {
    const { version: own, dependencies, devDependencies } = await json('package.json');
    const { packages } = await json('package-lock.json');
    expect(packages[''].version).toBe(own);
    const wanted: [string, string][] = Object.entries({ ...dependencies, ...devDependencies });
    for (const [name, version] of wanted) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('has no more packages that run something when they are installed than are known', async () => {
    const { packages }: { packages: Record<string, Package> } = await json('package-lock.json');
    const running = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = running.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13));
    expect([...new Set(names)].sort()).toEqual(['esbuild', 'spawn-sync']);
  });
});

describe('package.json', () => {
  it('runs nothing by itself when Gavel is installed or packed', async () => {
    const { scripts } = await json('package.json');
    const own = Object.keys(scripts).filter((name) =>
      /^(pre|post)?(install|prepare|prepack|postpack|publish|prepublish|prepublishOnly)$/.test(
        name,
      ),
    );
    expect(own).toEqual([]);
  });
});
