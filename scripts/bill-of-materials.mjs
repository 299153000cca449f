// Installs the packages as they would be published, and writes what they bring along: npm run --silent sbom > sbom.json
// (CycloneDX). Fails on a licence that is not known to let anybody use the kit in anything.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startPackedRegistry } from "./packed-registry.mjs";

const PERMISSIVE = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

const folder = mkdtempSync(join(tmpdir(), "bill-"));
const registry = await startPackedRegistry();
try {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "moncomptepro-kit", version: "0.0.0" }));
  await npm("install", "--no-audit", "--no-fund", "--omit=peer", ...registry.tarballs.keys());
  const bill = await npm("sbom", "--sbom-format", "cyclonedx");
  const refused = JSON.parse(bill).components.flatMap(({ name, version, licenses = [] }) => {
    const found = licenses.map(({ license, expression }) => license?.id ?? expression);
    return found.length > 0 && found.every((licence) => PERMISSIVE.has(licence))
      ? []
      : [`${name}@${version} (${found.join(", ") || "no licence"})`];
  });
  if (refused.length > 0) throw new Error(`Licences to look at: ${refused.join(", ")}`);
  process.stdout.write(bill);
} finally {
  registry.stop();
  rmSync(folder, { recursive: true });
}

async function npm(...parameters) {
  const { stdout } = await promisify(execFile)("npm", parameters, {
    cwd: folder,
    env: registry.env,
    maxBuffer: 1e8,
  });
  return stdout;
}
