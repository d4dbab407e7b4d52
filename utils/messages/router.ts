import * as z from 'zod';
import type { MessageDefinition, SenderRole } from './define';
import { type Messages, type MessageType, messages } from './protocol';
import type { PageSender, PanelSender, Sender } from './sender';

type Table = Readonly<Record<string, MessageDefinition<SenderRole, z.ZodType, z.ZodType>>>;

/** One handler a message of a table; it runs only after sender and payload were checked. */
export type HandlersOf<M extends Table> = {
  readonly [T in keyof M]: (
    payload: z.output<M[T]['request']>,
    sender: M[T]['from'] extends 'panel' ? PanelSender : PageSender,
  ) => Promise<z.input<M[T]['response']>>;
};

export type Handlers = HandlersOf<Messages>;

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'not-permitted' | 'bad-payload' | 'too-many' | 'failed' };

const envelopeSchema = z.object({ type: z.string().max(64), payload: z.unknown() });

/**
 * Makes the one place where messages enter the background. Refuses before any handler runs:
 * an unknown type, a sender that may not send it, a payload that does not parse. The answer is
 * reduced to its schema, so that a panel never receives more than the table says.
 *
 * @param report is told of exceptions, which are bugs; the sender learns only that it failed
 */
export function createRouter(handlers: Handlers, report: (error: unknown) => void) {
  return async (message: unknown, sender: Sender | null): Promise<Reply> => {
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success || sender === null) return { ok: false, code: 'not-permitted' };
    const { type, payload } = envelope.data;
    if (!isMessageType(type) || messages[type].from !== sender.role) {
      return { ok: false, code: 'not-permitted' };
    }
    const request = messages[type].request.safeParse(payload);
    if (!request.success) return { ok: false, code: 'bad-payload' };
    try {
      // The table has paired type, payload and sender; TypeScript cannot follow that through a union.
      const handler = handlers[type] as (payload: unknown, sender: Sender) => Promise<unknown>;
      const value = messages[type].response.parse(await handler(request.data, sender));
      return { ok: true, value };
    } catch (error) {
      report(error);
      return { ok: false, code: 'failed' };
    }
  };
}

function isMessageType(type: string): type is MessageType {
  return Object.hasOwn(messages, type);
}
