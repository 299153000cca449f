/** `next build` runs the application's modules too, on machines that have none of its settings. */
export function isBuilding(): boolean {
  return process.env["NEXT_PHASE"] === "phase-production-build";
}
