import { brands, type Brand, type BrandId } from "@moncomptepro/profiles/brands";
import { warnOnce } from "./warn.js";

/** The brand by profile id; MonComptePro's, and one warning, for an unknown id. */
export function providerBrand(provider: string): Brand {
  if (isBrandId(provider)) return brands[provider];
  warnOnce(`provider “${provider}” is unknown`);
  return brands.moncomptepro;
}

function isBrandId(id: string): id is BrandId {
  return Object.hasOwn(brands, id);
}
