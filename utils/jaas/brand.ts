declare const brand: unique symbol;

/** Text of which a parser has found that it is a `Name`; there is no other way to one. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };
