/** One `BEGIN … END` block. */
export interface PemBlock {
  /** The words after BEGIN, e.g. `RSA PRIVATE KEY`. */
  readonly label: string;
  /** The base64 between the two lines, without RFC 1421 headers. */
  readonly body: string;
  /** Whether a header says that the body is encrypted the old way (`Proc-Type: 4,ENCRYPTED`). */
  readonly encrypted: boolean;
  /** Whether its END line is there. */
  readonly closed: boolean;
}

/** One dash is enough: some are lost when a line is copied by hand. Bounded, so that it is linear. */
const BOUNDARY = /- ?(BEGIN|END) ([A-Z0-9 ]{1,40}?) ?-/g;
const ENCRYPTED_HEADER = /Proc-Type: ?4, ?ENCRYPTED/;

/**
 * Finds the PEM blocks (RFC 7468) in `text`, whatever stands around them. Takes blocks on one line
 * and blocks that end without an END line.
 */
export function pemBlocks(text: string): PemBlock[] {
  const boundaries = [...text.matchAll(BOUNDARY)];
  return boundaries.flatMap((boundary, index) => {
    if (boundary[1] !== 'BEGIN') return [];
    const next = boundaries[index + 1];
    const between = text.slice(boundary.index + boundary[0].length, next?.index ?? text.length);
    return [
      {
        label: boundary[2] ?? '',
        body: bodyOf(between),
        encrypted: ENCRYPTED_HEADER.test(between),
        closed: next?.[1] === 'END',
      },
    ];
  });
}

/** Whether `text` has an END line: with no block found, its beginning was lost. */
export function hasEndLine(text: string): boolean {
  return /- ?END [A-Z0-9 ]{1,40}-/.test(text);
}

function bodyOf(between: string): string {
  return between
    .split('\n')
    .filter((line) => !line.includes(':'))
    .join('\n')
    .replace(/-/g, '');
}
