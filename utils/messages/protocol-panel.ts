import * as z from 'zod';
import { phaseSchema } from '~/utils/borders/schemas';
import { actionSchema, targetSchema } from '~/utils/journal/action';
import { BATCH_LIMIT, batchSchema } from '~/utils/journal/batch-summary';
import { placeSchema } from '~/utils/storage/panel-place';
import { define, lazily } from './define';
import { stagedSchema } from './refusal';

export const none = z.object({});

/** Which key there is for an AppID, as far as a host needs to know. */
export const keyStateSchema = z.object({
  state: z.enum(['none', 'ready', 'locked', 'damaged']),
  label: z.string().nullable(),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** A step as the panel may see it. */
const stepViewSchema = lazily(() =>
  actionSchema.shape.steps.element.pick({
    operation: true,
    state: true,
    endedAt: true,
    outcome: true,
  }),
);

/** An action of the panel's own frame, reduced to what the panel shows. */
const actionViewSchema = lazily(() =>
  actionSchema
    .pick({
      id: true,
      kind: true,
      state: true,
      target: true,
      stagedAt: true,
      expiresAt: true,
      endedAt: true,
      leftAt: true,
      batch: true,
    })
    .extend({ steps: z.array(stepViewSchema()) }),
);
export type ActionView = z.infer<ReturnType<typeof actionViewSchema>>;

/** What a panel shows besides the page's own people; concerns its own AppID and frame only. */
const panelStateSchema = lazily(() =>
  z.object({
    key: keyStateSchema,
    /** When the host has this meeting ended, in milliseconds since 1970, and whether that is soon. */
    end: z.exactOptional(z.object({ dueAt: z.number(), soon: z.boolean() })),
    /** Waiting for confirmation, running, or ended in the last ten minutes; newest first. */
    actions: z.array(actionViewSchema()),
    /** Gavel's window does not come up by itself: too many requests of this tab led to nothing. */
    quiet: z.exactOptional(z.boolean()),
    /** The newest batch that was confirmed here, under way or ended in the last ten minutes. */
    batch: batchSchema
      .pick({
        id: true,
        kind: true,
        total: true,
        done: true,
        accepted: true,
        failed: true,
        unknown: true,
        notSent: true,
        left: true,
        running: true,
      })
      .nullable(),
  }),
);
export type PanelState = z.infer<ReturnType<typeof panelStateSchema>>;

/** What a panel reports and asks of its own meeting. */
export const panelMessages = {
  'panel.report': define('panel', () => ({
    request: z.object({
      phase: phaseSchema,
      count: z.int().min(0).max(100_000).nullable(),
      joinedAt: z.number().nullable(),
    }),
    response: panelStateSchema(),
  })),
  'panel.state': define('panel', () => ({ request: none, response: panelStateSchema() })),
  'panel.ask': define('panel', () => ({
    request: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ban'), target: targetSchema }),
      z.object({ kind: z.literal('remove'), target: targetSchema }),
      z.object({ kind: z.literal('end-meeting') }),
      z.object({
        kind: z.enum(['ban-many', 'remove-many']),
        targets: z.array(targetSchema).min(1).max(BATCH_LIMIT),
      }),
    ]),
    response: stagedSchema,
  })),
  'panel.saw-leave': define('panel', () => ({
    request: z.object({ participantId: z.string().max(64) }),
    response: none,
  })),
  'panel.show-request': define('panel', () => ({ request: none, response: none })),
  /** Where the card was left, for all meetings of this device; null only asks. */
  'panel.place': define('panel', () => ({
    request: z.object({ place: placeSchema.nullable() }),
    response: z.object({ place: placeSchema.nullable() }),
  })),
  'panel.open-options': define('panel', () => ({ request: none, response: none })),
} as const;
