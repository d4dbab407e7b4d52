/** What MS-DOS called each byte from 0x80 on; a Windows console still does. */
const CONSOLE = {
  /** Western Europe. */
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  /** The United States. */
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  /** Central Europe. */
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

/** Other tables, which the browser knows (WHATWG Encoding); Windows' first one holds Latin-1. */
const KNOWN_TO_BROWSERS = [
  'windows-1250',
  'windows-1251',
  'ibm866',
  'windows-1253',
  'windows-1254',
];

/**
 * Every series of bytes that may have been meant by a passphrase, the likeliest first, none twice. `openssl`
 * takes what the terminal gives it (openssl/openssl#13155, #6179): UTF-8, composed or not, or the bytes of
 * Windows' or its console's code page. One of ASCII letters is the same in all of them.
 */
export function passphraseBytes(typed: string): Uint8Array<ArrayBuffer>[] {
  const composed = typed.normalize('NFC');
  const utf8 = [typed, composed, typed.normalize('NFD')].map((text) =>
    new TextEncoder().encode(text),
  );
  const tables = [
    tableOf('windows-1252'),
    ...Object.values(CONSOLE),
    ...KNOWN_TO_BROWSERS.map(tableOf),
  ];
  const others = tables.map((table) => encode(composed, table)).filter((bytes) => bytes !== null);
  return withoutCopies([...utf8, ...others]);
}

function tableOf(label: string): string {
  return new TextDecoder(label).decode(Uint8Array.from({ length: 128 }, (_, at) => at + 0x80));
}

const NOT_THERE = -1;

/** Null where a letter has no byte in the table. */
function encode(text: string, table: string): Uint8Array<ArrayBuffer> | null {
  const codes = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    const at = table.indexOf(letter);
    return at === -1 ? NOT_THERE : at + 0x80;
  });
  const isWhole = codes.every((code) => code !== NOT_THERE);
  return isWhole ? Uint8Array.from(codes) : null;
}

function withoutCopies(all: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  return [...new Map(all.map((bytes) => [bytes.join(), bytes])).values()];
}
