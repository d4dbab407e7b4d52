import { shortAppId } from '~/components/ui/labels/app-id';

/** What is known of a key that can name an AppID. */
export interface NamedKey {
  readonly appId: string | null;
  readonly label: string | null;
}

/** What each AppID is called; none has a name where there is only one. */
export type AppNames = ReadonlyMap<string, string>;

/** Names for several AppIDs: the label of their keys where that is theirs alone, else the AppID in short. */
export function appNames(appIds: readonly string[], keys: readonly NamedKey[]): AppNames {
  const apps = new Set(appIds);
  if (apps.size < 2) return new Map();
  const labelled = keys.filter(({ label, appId }) => label && appId);
  const nameOf = (appId: string): string => {
    const labels = new Set(labelled.filter((key) => key.appId === appId).map(({ label }) => label));
    const [label] = labels;
    const isShared = labelled.some((key) => key.label === label && key.appId !== appId);
    return label && labels.size === 1 && !isShared ? label : behindStart(appId);
  };
  return new Map([...apps].map((appId) => [appId, nameOf(appId)]));
}

/** In short, without the beginning that all have. */
function behindStart(appId: string): string {
  return shortAppId(appId).replace(/^vpaas-magic-cookie-/, '');
}
