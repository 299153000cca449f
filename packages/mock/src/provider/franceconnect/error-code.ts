/** How FranceConnect numbers an error that it shows on a page. */
export function franceconnectErrorCode(error: string, description = ""): string {
  if (error === "invalid_client") return "Y04EA6EF";
  if (error === "invalid_redirect_uri") return "Y04C013C";
  if (description.startsWith("post_logout_redirect_uri")) return "Y04CFAEF";
  if (description.includes("id_token_hint")) return "Y04FEDB9";
  return error;
}
