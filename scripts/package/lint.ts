import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ROOT } from '~/scripts/build/extension';

const findingSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** All three are missing where it is about the package as a whole. */
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
});

const reportSchema = z.object({
  errors: z.array(findingSchema),
  warnings: z.array(findingSchema),
  notices: z.array(findingSchema),
});

/** What the linter of addons.mozilla.org found. */
export type LintReport = z.infer<typeof reportSchema>;
export type Finding = z.infer<typeof findingSchema>;

/** A warning that may stay. */
interface Explained {
  readonly code: string;
  /** What the code is that it warns of, from its place on. */
  readonly of: RegExp;
  readonly why: string;
}

const EXPLAINED: readonly Explained[] = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    of: /^\w+\.innerHTML=\w+\.__html\b/,
    why:
      'Preact’s own line for dangerouslySetInnerHTML. Gavel has no such attribute (a lint rule forbids it), ' +
      'and the policy of its pages forbids the assignment (require-trusted-types-for).',
  },
];

/** Each finding in the list it belongs to; `codeAt` gives the code from a finding's place on. */
export function judge(
  { errors, warnings, notices }: LintReport,
  codeAt: (finding: Finding) => string,
): { readonly wrong: Finding[]; readonly explained: Map<Explained, number> } {
  const wrong = [...errors, ...notices];
  const explained = new Map<Explained, number>();
  for (const warning of warnings) {
    const code = codeAt(warning);
    const reason = EXPLAINED.find((one) => one.code === warning.code && one.of.test(code));
    if (reason) explained.set(reason, (explained.get(reason) ?? 0) + 1);
    else wrong.push(warning);
  }
  return { wrong, explained };
}

/**
 * Has the linter of addons.mozilla.org look at a built extension.
 *
 * @returns a line for each kind of warning that is explained, with why it may stay
 * @throws with every finding that is not explained
 */
export async function lintFirefox(folder: string): Promise<string[]> {
  const report = reportSchema.parse(JSON.parse(await webExtLint(folder)));
  const found = [...report.errors, ...report.warnings, ...report.notices];
  const files = [...new Set(found.flatMap(({ file }) => file ?? []))];
  const lines = new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string[]]> => {
        return [file, (await readFile(join(folder, file), 'utf8')).split('\n')];
      }),
    ),
  );
  const { wrong, explained } = judge(report, ({ file = '', line = 1, column = 1 }) => {
    return lines.get(file)?.[line - 1]?.slice(column - 1) ?? '';
  });
  if (wrong.length > 0) throw new Error(`The linter found:\n${wrong.map(lineOf).join('\n')}`);
  return [...explained].map(([{ code, why }, times]) => `${times} × ${code}: ${why}`);
}

function lineOf({ code, message, file, line, column }: Finding): string {
  return `${code} ${[file, line, column].filter((part) => part !== undefined).join(':')} ${message}`;
}

/** What it prints; whatever it thinks of what it found, since that is judged here. */
function webExtLint(folder: string): Promise<string> {
  const webExt = join(ROOT, 'node_modules/web-ext/bin/web-ext.js');
  const words = ['lint', '--no-config-discovery', '--no-input', '--output=json', '-s', folder];
  const child = spawn(process.execPath, [webExt, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
