import * as z from 'zod';

/** What earlier versions called the 404 to an end and to a removal, which they told as a success. */
const NOW = { 'already-over': 'no-such-meeting', 'already-left': 'no-such-person' } as const;

const stepSchema = z.looseObject({
  outcome: z.looseObject({ code: z.enum(['already-over', 'already-left']) }),
});
const recordSchema = z.looseObject({ steps: z.array(z.unknown()) });

/** A record of an earlier version as this one writes it: what its steps came to is told by what is known. */
export function fromEarlier(record: unknown): unknown {
  const read = recordSchema.safeParse(record).data;
  if (read === undefined) return record;
  return { ...read, steps: read.steps.map(stepFromEarlier) };
}

function stepFromEarlier(step: unknown): unknown {
  const read = stepSchema.safeParse(step).data;
  if (read === undefined) return step;
  const outcome = { ...read.outcome, result: 'unknown', code: NOW[read.outcome.code] };
  return { ...read, state: 'unknown', outcome };
}
