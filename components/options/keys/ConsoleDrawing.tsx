/** A number of the list beside the drawing, at the spot that it is about. */
function Mark({ x, y, n }: { x: number; y: number; n: number }) {
  return (
    <g>
      <circle class="drawing__mark" cx={x} cy={y} r="9" />
      <text class="drawing__number" x={x} y={y + 4}>
        {n}
      </text>
    </g>
  );
}

/**
 * The JaaS console in a few lines: its menu, the dialog that makes a key pair, and the list of keys. Decoration: the
 * list beside it says the same in words.
 */
export function ConsoleDrawing() {
  return (
    <svg class="drawing" viewBox="0 0 320 216" aria-hidden="true" focusable="false">
      <rect class="drawing__window" x="1" y="1" width="318" height="214" rx="8" />
      <path class="drawing__line" d="M1 24h318M92 24v191" />
      <path class="drawing__dots" d="M13 12.5h.01M23 12.5h.01M33 12.5h.01" />
      {/* the menu */}
      <path class="drawing__bar" d="M28 44h42M28 100h34M28 126h46M28 152h30" />
      <rect class="drawing__chosen" x="7" y="57" width="79" height="28" rx="5" />
      <text class="drawing__word" x="34" y="75">
        API Keys
      </text>
      <Mark x={20} y={71} n={1} />
      {/* the dialog that makes a key pair */}
      <rect class="drawing__dialog" x="106" y="36" width="200" height="84" rx="6" />
      <text class="drawing__word" x="118" y="55">
        Add API Key
      </text>
      <path class="drawing__bar" d="M119 68h96M119 78h70" />
      <rect class="drawing__button" x="118" y="88" width="128" height="22" rx="5" />
      <path class="drawing__icon" d="M130 93v8M126.5 98l3.5 3.5 3.5-3.5M125 105h10" />
      <path class="drawing__label" d="M144 99h88" />
      <Mark x={264} y={99} n={2} />
      {/* the list of keys */}
      <path class="drawing__line" d="M106 134h200M106 164h200M106 194h200" />
      <text class="drawing__id" x="112" y="153">
        vpaas-magic-…/ed85b6
      </text>
      <path class="drawing__icon" d="M262 146h8v8h-8zM259 151v-8h8" />
      <Mark x={290} y={149} n={3} />
      <path class="drawing__bar" d="M113 179h124" />
    </svg>
  );
}
