import { colons } from './key-cards';

/** A whole fingerprint in pairs, which breaks into halves or quarters where the line is short. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <p class="mono fingerprint break" translate={false}>
      <bdi dir="ltr">
        <span>
          <span>{`${colons(value.slice(0, 16))}:`}</span>
          <span>{`${colons(value.slice(16, 32))}:`}</span>
        </span>
        <span>
          <span>{`${colons(value.slice(32, 48))}:`}</span>
          <span>{colons(value.slice(48))}</span>
        </span>
      </bdi>
    </p>
  );
}
