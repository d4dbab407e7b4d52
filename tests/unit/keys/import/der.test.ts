// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type DerShape, derShape } from '~/utils/keys/import/der';
import { bits, integer, item, octets, sequence } from './der-samples';

const shape = (bytes: readonly number[]) => derShape(new Uint8Array(bytes));
const numbers = (count: number) => Array.from({ length: count }, () => integer(1));
const name = sequence();
const attributes = item(0xa0, []);
const version = item(0xa0, integer(2));
const key = bits(1);

describe('what a structure is can be told by its first level', () => {
  it.each<[DerShape, string, number[]]>([
    ['pkcs1', 'RSA private key', sequence(...numbers(9))],
    ['pkcs1', 'RSA private key of more than two primes', sequence(...numbers(9), sequence())],
    ['dsa', 'DSA private key', sequence(...numbers(6))],
    ['pkcs1-public', 'RSA public key', sequence(...numbers(2))],
    ['ec', 'EC private key', sequence(integer(1), octets([1]), item(0xa0, []))],
    ['pkcs8', 'private key with its algorithm', sequence(integer(0), name, octets([1]))],
    ['pkcs8', 'private key with attributes', sequence(integer(0), name, octets([1]), attributes)],
    ['pkcs12', 'PKCS#12', sequence(integer(3), sequence(), sequence())],
    ['encrypted-pkcs8', 'encrypted private key', sequence(name, octets([1]))],
    ['spki', 'public key with its algorithm', sequence(name, key)],
    [
      'certificate',
      'certificate',
      sequence(sequence(version, integer(1), name, name, name), name, key),
    ],
    [
      'certificate',
      'certificate of version 1',
      sequence(sequence(integer(1), name, name, name, name, name), name, key),
    ],
    [
      'certificate-request',
      'request for a certificate',
      sequence(sequence(integer(0), name, name, attributes), name, key),
    ],
    [
      'certificate-request',
      'request without attributes',
      sequence(sequence(integer(0), name, name), name, key),
    ],
    [
      'certificate',
      'certificate with nothing that can be read in it',
      sequence(sequence([5]), name, key),
    ],
    ['certificate', 'certificate that is empty', sequence(sequence(), name, key)],
  ])('%s: %s', (expected, _, bytes) => {
    expect(shape(bytes)).toBe(expected);
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['one byte', [0x30]],
    ['an empty sequence', sequence()],
    ['a number', integer(1)],
    ['a sequence of three numbers', sequence(...numbers(3))],
    ['a sequence of eight numbers', sequence(...numbers(8))],
    ['two numbers and more', sequence(...numbers(2), octets([1]))],
    ['six numbers and more', sequence(...numbers(6), octets([1]))],
    ['a version and something that is no algorithm', sequence(integer(0), bits(1), octets([1]))],
    ['a version, an algorithm and no key', sequence(integer(0), name, key)],
    ['a version that is not that of PKCS#12', sequence(integer(4), sequence(), sequence())],
    ['a third version of something else', sequence(integer(3), bits(1))],
    ['one sequence', sequence(name)],
    ['two sequences', sequence(name, name)],
    ['three sequences', sequence(name, name, name)],
    ['bits before an algorithm', sequence(key, name)],
    ['octets twice', sequence(octets([1]), octets([1]))],
    ['octets and bits', sequence(octets([1]), key)],
    ['an encrypted key and more', sequence(name, octets([1]), octets([1]))],
    ['a public key and more', sequence(name, key, name)],
    ['a certificate and more', sequence(sequence(version), name, key, name)],
    ['octets where a certificate has its content', sequence(octets([1]), name, key)],
    ['octets where a certificate has its algorithm', sequence(name, octets([1]), key)],
    ['an item that is longer than what it is in', sequence([0x02, 0x05, 1])],
    ['a second item that is longer', sequence(integer(1), [0x02, 0x05, 1])],
    ['an item without a length', sequence(integer(1), [0x02])],
    ['an open length', [0x30, 0x80, 0x02, 0x01, 0x01, 0, 0]],
    ['a length of five bytes', [0x30, 0x85, 0, 0, 0, 0, 6, ...numbers(2).flat()]],
    ['a length that is cut off', [0x30, 0x82, 0x01]],
  ])('%s is unknown', (_, bytes) => {
    expect(shape(bytes)).toBe('unknown');
  });

  it('is PKCS#12 also with an open length, as some programs write it', () => {
    expect(shape([0x30, 0x80, 0x02, 0x01, 0x03, 0x30, 0x80])).toBe('pkcs12');
  });

  it('is that it was cut off, or that something follows it', () => {
    const whole = sequence(...numbers(2));
    expect(shape(whole.slice(0, -1))).toBe('truncated');
    expect(shape([0x30, 0x82, 0x01, 0x00])).toBe('truncated');
    expect(shape([...whole, 0])).toBe('trailing');
  });

  it('does not depend on how the length is written', () => {
    const inside = numbers(2).flat();
    for (const length of [
      [0x81, 6],
      [0x82, 0, 6],
      [0x84, 0, 0, 0, 6],
    ]) {
      expect(shape([0x30, ...length, ...inside])).toBe('pkcs1-public');
    }
    expect(shape([0x30, 0x82, 1, 6, ...inside])).toBe('truncated');
    const long = octets(new Array(300).fill(7));
    expect(shape(sequence(name, long))).toBe('encrypted-pkcs8');
    expect(shape(sequence(name, octets(new Array(127).fill(7))))).toBe('encrypted-pkcs8');
    expect(shape(sequence(name, octets(new Array(128).fill(7))))).toBe('encrypted-pkcs8');
  });
});
