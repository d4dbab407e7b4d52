/** When the browser has drawn what stands in the page now. */
export function drawn(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      // A message comes after the frame: style, layout and paint are done then.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  });
}

/** Waits, frame by frame, until so many rows are there and drawn. */
export async function rowsDrawn(root: ParentNode, count: number): Promise<number> {
  for (;;) {
    const at = await drawn();
    if (root.querySelectorAll('li.row').length >= count) return at;
  }
}
