import { customElementJetBrainsPlugin } from "custom-element-jet-brains-integration";
import { customElementVsCodePlugin } from "custom-element-vs-code-integration";
import { brands } from "@moncomptepro/profiles/brands";

const isForPages = ({ name, privacy, attribute }) =>
  Boolean(attribute) || (!privacy && !name.startsWith("#") && name !== "shadowRootOptions");

/** Leaves what a page can use, and says it as a page writes it. */
const asPublished = {
  name: "as-published",
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const providers = Object.keys(brands).map((id) => JSON.stringify(id));
    for (const module of modules) {
      module.path = module.path.endsWith("account.ts") ? "dist/define-account.js" : "dist/index.js";
      for (const { members, attributes } of module.declarations) {
        members.splice(0, Infinity, ...members.filter(isForPages));
        for (const { type } of [...members, ...attributes]) {
          if (type)
            type.text = type.text
              .replace(/ \| (null|undefined)/g, "")
              .replace("BrandId", providers.join(" | "));
        }
      }
      for (const entry of module.exports) entry.declaration.module = module.path;
    }
  },
};

/** Describes the element for editors and documentation, from its doc block: made with each build, never written by hand. */
export default {
  globs: ["src/button.ts", "src/account.ts"],
  outdir: "dist",
  litelement: true,
  quiet: true,
  plugins: [
    asPublished,
    customElementVsCodePlugin({
      outdir: "dist",
      htmlFileName: "vscode.html-custom-data.json",
      cssFileName: null,
      hideLogs: true,
    }),
    customElementJetBrainsPlugin({ outdir: "dist", packageJson: false, hideLogs: true }),
  ],
};
