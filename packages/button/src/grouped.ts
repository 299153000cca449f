/** The digits of a SIRET in groups, as people read them; anything else as it is. */
export function grouped(siret: string | null): string | undefined {
  return siret?.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00A0$2\u00A0$3\u00A0$4");
}
