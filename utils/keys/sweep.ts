import type { KeyDeps } from './deps';
import { itemName, readKeyring } from './key-record';
import { deviceKeyOf } from './seal';
import { readUnlocked } from './unlocked';

type Deps = Pick<KeyDeps, 'store' | 'session' | 'now' | 'rules' | 'deviceKeys'>;

/**
 * Deletes the device keys that no stored or unlocked key needs any more: of a key that was removed, got
 * a passphrase or was locked again, and what somebody left behind who was killed meanwhile. Then
 * nothing opens the old seals, wherever copies of them still lie.
 *
 * Whoever stops needing one calls this afterwards. That it fails is no reason to say that they failed:
 * the background sweeps again at its start. Call within `exclusive`.
 */
export async function sweepDeviceKeys(deps: Deps): Promise<void> {
  const needed = new Set((await sealsIn(deps)).map(deviceKeyOf));
  const all = await deps.deviceKeys.ids();
  await deps.deviceKeys.remove(all.filter((id) => !needed.has(id)));
}

/** All seals that there are, also those in records that this version cannot read. */
async function sealsIn(deps: Deps): Promise<string[]> {
  const { records, damaged } = await readKeyring(deps);
  const unlocked = await readUnlocked(deps);
  const broken = await deps.store.get(damaged.map(({ id }) => itemName(id)));
  return [
    ...records.map(({ sealed }) => sealed),
    ...Object.values(unlocked?.keys ?? {}),
    ...jwesIn(JSON.stringify(broken)),
  ];
}

/** Every compact JWE that stands in a text: five parts, with dots between them (RFC 7516, 3.1). */
function jwesIn(text: string): string[] {
  return text.split(/[^\w.-]+/).filter((word) => word.split('.').length === 5);
}
