import * as v from "valibot";
import { isSiret, withoutSpaces, type DataCallName } from "@moncomptepro/profiles";
import type { Entries } from "../settings/members.js";

const SIRET =
  "must be the SIRET of the administration that receives the data: 14 digits with a valid checksum";

/** Who receives the data. */
export const recipient = (): v.GenericSchema<unknown, string> =>
  v.pipe(v.string(SIRET), v.transform(withoutSpaces), v.check(isSiret, SIRET));

const integer = (minimum: number, maximum: number, message: string) =>
  v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(minimum, message),
    v.maxValue(maximum, message),
  );

/** What each call may say, by the names of the API. */
export const CALL_FORMS: Readonly<Record<DataCallName, Entries>> = {
  quotientFamilial: {
    recipient: v.optional(recipient()),
    annee: v.optional(integer(2000, 9999, "must be a year of four digits")),
    mois: v.optional(integer(1, 12, "must be a month, from 1 to 12")),
  },
  statutEtudiant: { recipient: v.optional(recipient()) },
  etudiantBoursier: {
    recipient: v.optional(recipient()),
    campaignYear: v.optional(integer(2021, 9999, "must be a year, from 2021")),
  },
};
