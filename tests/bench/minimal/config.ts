/** What the minimal extension is given when it is made. */
export interface MinimalConfig {
  /** To sign with; its signature goes nowhere. */
  readonly jwk: JsonWebKey;
  /** The request, with its token ready-made. */
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
}
