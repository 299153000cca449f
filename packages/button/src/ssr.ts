import { LitElementRenderer, render, type RenderInfo } from "@lit-labs/ssr";
import { collectResultSync, type ThunkedRenderResult } from "@lit-labs/ssr/lib/render-result.js";
import { html, nothing } from "lit";
import type { BrandId } from "@moncomptepro/profiles/brands";
import "./index.js";
import { DEFAULT_LOGIN_ADDRESS, safeLoginAddress } from "./login-address.js";
import { providerBrand } from "./provider-brand.js";
import { textsFor } from "./texts.js";

/** A login button as a server renders it. */
export interface LoginButtonOptions {
  /** Where the login starts. `/auth/login` by default. */
  readonly href?: string;
  /** Whose brand to show. `moncomptepro` by default. */
  readonly provider?: BrandId;
  /** Language of the texts. French by default. */
  readonly lang?: string;
  /** `_top` leaves a frame. `_self` by default. */
  readonly target?: "_self" | "_top";
  /**
   * Where the page finds `moncomptepro-button.shadow.css`, to be styled before its script under `style-src 'self'` too.
   * Without it the styles are inline, which such a policy refuses.
   */
  readonly stylesheet?: string;
}

/**
 * `<moncomptepro-button>` in HTML, with its declarative shadow root, and a link inside for browsers that know none and for
 * reader views. The element in the page takes it over, or renders it anew, and looks the same.
 *
 * For a login by POST no more is needed than the element with a native `<button>` inside.
 *
 * @example
 * renderLoginButton({ lang: "en", stylesheet: "/assets/moncomptepro-button.shadow.css" })
 */
export function renderLoginButton(options: LoginButtonOptions = {}): string {
  const { href = DEFAULT_LOGIN_ADDRESS, provider, lang = "fr", target, stylesheet } = options;
  const brand = providerBrand(provider ?? "moncomptepro");
  const { action } = textsFor(brand, lang);
  const safe = safeLoginAddress(href);
  // prettier-ignore
  const element = html`<moncomptepro-button href=${href} provider=${provider ?? nothing} lang=${lang} target=${
    target ?? nothing}><a href=${safe ?? nothing}>${action} ${brand.name}</a></moncomptepro-button>`;
  const elementRenderers = [stylesheet === undefined ? LitElementRenderer : linking(stylesheet)];
  return collectResultSync(render(element, { elementRenderers }));
}

/** Puts a link to the styles where Lit puts the styles. */
function linking(stylesheet: string): typeof LitElementRenderer {
  const address = stylesheet.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return class extends LitElementRenderer {
    override renderShadow(renderInfo: RenderInfo): ThunkedRenderResult | undefined {
      const content = super.renderShadow(renderInfo)?.at(-1);
      return content ? [`<link rel="stylesheet" href="${address}">`, content] : undefined;
    }
  };
}
