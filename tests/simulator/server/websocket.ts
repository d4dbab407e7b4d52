import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

/** The server's end of a WebSocket (RFC 6455): unfragmented text messages, ping and close. */
export class ServerWebSocket {
  onMessage: (text: string) => void = () => undefined;
  onClose: () => void = () => undefined;
  #pending = Buffer.alloc(0);

  constructor(
    incoming: IncomingMessage,
    private readonly socket: Duplex,
  ) {
    const accept = createHash('sha1')
      .update(`${incoming.headers['sec-websocket-key'] ?? ''}${GUID}`)
      .digest('base64');
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.onClose());
  }

  send(text: string): void {
    this.#write(TEXT, Buffer.from(text));
  }

  close(): void {
    if (this.socket.destroyed) return;
    this.#write(CLOSE, Buffer.alloc(0));
    this.socket.end();
  }

  #write(opcode: number, payload: Buffer): void {
    if (this.socket.destroyed || this.socket.writableEnded) return;
    this.socket.write(Buffer.concat([frameHeader(opcode, payload.length), payload]));
  }

  #read(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    for (let frame = takeFrame(this.#pending); frame; frame = takeFrame(this.#pending)) {
      this.#pending = this.#pending.subarray(frame.size);
      if (frame.opcode === TEXT) this.onMessage(frame.payload.toString('utf8'));
      else if (frame.opcode === PING) this.#write(PONG, frame.payload);
      else if (frame.opcode === CLOSE) this.close();
    }
  }
}

function frameHeader(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.from([first, length]);
  if (length < 65_536) return Buffer.from([first, 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

/** The first whole frame of `buffer`; a client's frames are always masked. */
function takeFrame(buffer: Buffer) {
  if (buffer.length < 6) return undefined;
  const opcode = buffer.readUInt8(0) & 0x0f;
  const short = buffer.readUInt8(1) & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + 4;
  if (buffer.length < start) return undefined;
  const length =
    lengthBytes === 0 ? short : Number(BigInt(`0x${buffer.toString('hex', 2, 2 + lengthBytes)}`));
  if (buffer.length < start + length) return undefined;
  const mask = buffer.subarray(start - 4, start);
  const payload = Buffer.from(buffer.subarray(start, start + length));
  for (let at = 0; at < length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { opcode, payload, size: start + length };
}
