/** Made-up people for the demo. */
export const PEOPLE = [
  'Ann Bishop',
  'Bruno Keller',
  'Cleo Marchetti',
  'Dan Okafor',
  'Eszter Varga',
  'Farah Nasser',
  'Guido Lindqvist',
  'Hana Sato',
  'Ivo Petrov',
  'Jamila Reyes',
  'Kofi Mensah',
  'Lucia Romero',
] as const;
