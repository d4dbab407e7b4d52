/** The two functions that the tests use; lodash has no types of its own. */
declare module 'lodash-es' {
  export function words(text: string): string[];
  export function upperFirst(text: string): string;
}
