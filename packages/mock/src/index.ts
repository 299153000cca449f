export type { MockClient } from "./client.js";
export { MockOptionsError } from "./options-error.js";
export type { MockProviderOptions, SimulatedProvider } from "./options.js";
export type { Persona, PersonaAssurance, PersonaOrganization } from "./people/persona.js";
export { personas } from "./people/personas.js";
export { type MockProvider, startMockProvider } from "./start-mock-provider.js";
