import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GECKO_ID } from '~/gecko-id';
import { homepage, version } from '~/package.json';
import { ROOT } from '~/scripts/build/extension';
import { tags, uncommitted } from '~/scripts/package/sources';
import { notesOf, obstaclesOf, tagOf } from './ready';

/** Says what keeps Gavel from being released; with `--notes FILE` writes the text of the release there. */
const { values } = parseArgs({ options: { notes: { type: 'string' } } });
const changelog = await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8');
const obstacles = obstaclesOf({
  version,
  homepage,
  geckoId: GECKO_ID,
  changelog,
  uncommitted: await uncommitted(),
  tags: await tags(),
});
if (obstacles.length > 0) {
  console.error(`Gavel cannot be released:\n\n${obstacles.map((one) => `* ${one}`).join('\n')}`);
  process.exit(1);
}
if (values.notes !== undefined) await writeFile(values.notes, notesOf(changelog));
console.log(`${tagOf(version)} may be released.`);
