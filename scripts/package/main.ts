import { parseArgs } from 'node:util';
import { extensionDir } from '~/scripts/build/extension';
import { lintFirefox } from './lint';
import { hashLines, KINDS, type Kind, makePackages, writePackages } from './packages';
import { uncommitted } from './sources';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const strange = values.only?.find((name) => !KINDS.some((kind) => kind === name));
if (strange !== undefined) {
  console.error(`There is no package "${strange}". Packages: ${KINDS.join(', ')}`);
  process.exit(2);
}
await make(KINDS.filter((kind) => values.only?.includes(kind) ?? true));

async function make(kinds: readonly Kind[]): Promise<void> {
  const packages = await makePackages(kinds, console.log);
  if (kinds.includes('firefox')) {
    const explained = await lintFirefox(extensionDir('firefox'));
    console.log(
      ['nothing to mend in the Firefox package, says its linter', ...explained].join('\n  '),
    );
  }
  const folder = await writePackages(packages);
  console.log(`made with Node ${process.version} in ${folder}:\n\n${hashLines(packages)}`);
  if (kinds.includes('sources') && (await uncommitted()) !== '') {
    console.log(
      'These are not the packages of a commit: something in the folder was changed since.',
    );
  }
}
