/** The digits of a SIRET in groups, as people read them. */
export const grouped = (siret: string): string =>
  siret.replace(/^(...)(...)(...)/, "$1\u00A0$2\u00A0$3\u00A0");
