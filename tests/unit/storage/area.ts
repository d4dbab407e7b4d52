/** An organisation that has fixed nothing. */
export const free = async () => ({});

/** An area of storage in memory; `items` is what it holds. */
export function storageArea(items: Record<string, unknown> = {}) {
  return {
    items,
    get: async (key: string) => (key in items ? { [key]: items[key] } : {}),
    set: async (more: Record<string, unknown>) => void Object.assign(items, more),
  };
}
