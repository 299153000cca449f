// A package registry on this machine that knows our packages as they would be published, and nothing else: npm asks it
// for the scope @moncomptepro. So an example is installed here as it is anywhere else.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Packs each workspace that is not private, and serves them.
 *
 * @returns the environment with which npm finds them, the tarballs' paths by name, and how to stop
 */
export async function startPackedRegistry() {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  const tarballs = pack(folder);
  const documents = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    const packed = /^\/tarballs\/([\w.-]+\.tgz)$/.exec(path)?.[1];
    const document = documents.get(path.slice(1));
    if (packed) createReadStream(join(folder, packed)).pipe(response);
    else if (document) response.setHeader("content-type", "application/json").end(JSON.stringify(document));
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${server.address().port}`;
  for (const { name, filename, manifest } of tarballs) {
    const sha512 = createHash("sha512")
      .update(readFileSync(join(folder, filename)))
      .digest("base64");
    const dist = { tarball: `${address}/tarballs/${filename}`, integrity: `sha512-${sha512}` };
    const { version } = manifest;
    documents.set(name, {
      name,
      "dist-tags": { latest: version },
      versions: { [version]: { ...manifest, dist } },
    });
  }
  // A file, since shells drop variables with such a name. What the user's own file says stays true.
  const userconfig = join(folder, "npmrc");
  const [own] = npm(["config", "get", "userconfig"]).split("\n");
  const settings = existsSync(own) ? readFileSync(own, "utf8") : "";
  writeFileSync(userconfig, `${settings}\n@moncomptepro:registry=${address}/\n`, { mode: 0o600 });
  return {
    env: { ...process.env, npm_config_userconfig: userconfig },
    tarballs: new Map(tarballs.map(({ name, filename }) => [name, join(folder, filename)])),
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function pack(folder) {
  const published = JSON.parse(npm(["query", ".workspace"])).filter((workspace) => !workspace.private);
  const workspaces = published.flatMap(({ name }) => ["--workspace", name]);
  const packed = JSON.parse(npm(["pack", "--json", "--pack-destination", folder, ...workspaces]));
  // npm 12 gives an object by name, npm 11 a list.
  return Object.values(packed).map(({ name, filename }) => {
    const location = published.find((workspace) => workspace.name === name)?.location ?? "";
    return {
      name,
      filename,
      manifest: JSON.parse(readFileSync(join(root, location, "package.json"), "utf8")),
    };
  });
}

function npm(parameters) {
  const { status, stdout, stderr } = spawnSync("npm", parameters, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`npm ${parameters[0]} failed: ${stderr}`);
  return stdout;
}
