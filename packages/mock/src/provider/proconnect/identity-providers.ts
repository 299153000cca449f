/** Where the people of an e-mail domain authenticate. Made up. */
export interface IdentityProvider {
  /** What `idp_id` tells and `idp_hint` names. */
  readonly id: string;
  /** Of the e-mail addresses; without any, everybody else's. */
  readonly domains?: readonly string[];
  /** Claims that only this provider sends. */
  readonly claims: Readonly<Record<string, string>>;
}

/** The provider of those whose organisation has none: ProConnect Identité, formerly MonComptePro. */
const fallback: IdentityProvider = { id: "0f6b8d52-7c3e-4a19-8e64-2b9d51c7a0e3", claims: {} };

/** A ministry's own provider, which sends what the fallback does not. */
const ministry: IdentityProvider = {
  id: "c2d91a46-5e0b-4f87-b3a8-61f74e9d2c05",
  domains: ["ministere-exemple.example"],
  claims: {
    organizational_unit: "Bureau des exemples",
    belonging_population: "agent",
    "chorusdt:matricule": "EX0042",
    "chorusdt:societe": "EXE",
  },
};

const identityProviders = [ministry, fallback];

export function isIdentityProvider(id: string): boolean {
  return identityProviders.some((provider) => provider.id === id);
}

export function identityProviderOf(email: string): IdentityProvider {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return identityProviders.find(({ domains }) => domains?.includes(domain)) ?? fallback;
}
