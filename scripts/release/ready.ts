/** What a release is made of. */
export interface Candidate {
  readonly version: string;
  readonly homepage: string;
  readonly geckoId: string;
  readonly changelog: string;
  /** What is changed since the last commit, as git tells it. */
  readonly uncommitted: string;
  /** Every tag that there is. */
  readonly tags: readonly string[];
}

/** The names that are reserved for examples (RFC 2606): nobody's address. */
const PLACEHOLDER = /(?:^|[.@/])example(?:$|[/:]|\.(?:com|net|org)\b)/;

/** The tag of a version. */
export function tagOf(version: string): string {
  return `v${version}`;
}

/** What keeps this from being released, a sentence each; nothing where it may be. */
export function obstaclesOf(candidate: Candidate): string[] {
  const { version, homepage, geckoId, changelog, uncommitted, tags } = candidate;
  const wrong: [boolean, string][] = [
    [
      PLACEHOLDER.test(geckoId),
      `The id for Firefox is still the placeholder "${geckoId}". Set it in gecko-id.ts, once and for ever (docs/releasing.md).`,
    ],
    [
      PLACEHOLDER.test(homepage),
      `The homepage is still the placeholder "${homepage}". Set it in package.json (docs/releasing.md).`,
    ],
    [
      !/^\d+\.\d+\.\d+$/.test(version),
      `The version "${version}" is not three numbers; the stores take no others.`,
    ],
    [newestVersion(changelog) !== version, `CHANGELOG.md does not begin with "## ${version}".`],
    [tags.includes(tagOf(version)), `${tagOf(version)} was released before. Raise the version.`],
    [uncommitted !== '', `Something is not committed:\n${uncommitted}`],
  ];
  return wrong.flatMap(([isWrong, sentence]) => (isWrong ? [sentence] : []));
}

/** The version that the changelog begins with; undefined where it has none. */
export function newestVersion(changelog: string): string | undefined {
  return changelog.match(/^## (.+)$/m)?.[1];
}

/** What the changelog says of its newest version, as the text of a release. */
export function notesOf(changelog: string): string {
  const [, newest = ''] = changelog.split(/^## .+$/m);
  return newest.trim();
}
