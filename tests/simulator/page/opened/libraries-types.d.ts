/** As much of the libraries as the page uses beside what the bench declares of them. */
declare module 'react' {
  export function useEffect(effect: () => (() => void) | undefined, of?: readonly unknown[]): void;
  export function useRef<T>(first: T): { current: T };
  export function useState<T>(first: T | (() => T)): [T, (next: T) => void];
}
declare module 'react-dom' {
  export function createPortal(
    node: import('react').ReactNode,
    container: Element,
  ): import('react').ReactNode;
}
declare module 'react-focus-lock' {
  const FocusLock: object;
  export default FocusLock;
}
declare module 'react-focus-on' {
  export const FocusOn: object;
}
