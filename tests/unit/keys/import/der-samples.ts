/** One DER item: the tag, the length in its shortest form, and what is inside. */
export function item(tag: number, ...inside: (readonly number[] | Uint8Array)[]): number[] {
  const content = inside.flatMap((part) => [...part]);
  const length = content.length;
  if (length < 0x80) return [tag, length, ...content];
  const bytes =
    length
      .toString(16)
      .padStart(length > 0xff ? 4 : 2, '0')
      .match(/../g) ?? [];
  return [tag, 0x80 | bytes.length, ...bytes.map((byte) => Number.parseInt(byte, 16)), ...content];
}

export const sequence = (...inside: (readonly number[] | Uint8Array)[]) => item(0x30, ...inside);
export const integer = (...bytes: number[]) => item(0x02, bytes);
export const bits = (...bytes: number[]) => item(0x03, [0, ...bytes]);
export const octets = (bytes: readonly number[] | Uint8Array) => item(0x04, bytes);

/** An object identifier such as `1.2.840.113549.1.1.1`. */
export function oid(dotted: string): number[] {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return item(0x06, [first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let left = number >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
