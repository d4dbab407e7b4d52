/** As much of React as the bench uses; its types are not installed for one list. */
declare module 'react' {
  export type ReactNode = object | string | null;
  export function createElement(
    type: unknown,
    props: object | null,
    ...children: ReactNode[]
  ): ReactNode;
  export function memo<P>(component: (props: P) => ReactNode): (props: P) => ReactNode;
}
declare module 'react-dom/client' {
  export function createRoot(container: Element): {
    render(node: import('react').ReactNode): void;
    unmount(): void;
  };
}
