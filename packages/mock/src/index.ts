export type { MockClient } from "./client.js";
export type { Endpoint } from "./endpoint.js";
export type {
  ArmedFault,
  Fault,
  FaultArguments,
  FaultEndpoint,
  FaultName,
  FaultScope,
  FaultSettings,
  TokenEndpoint,
} from "./faults/fault.js";
export type { LogInOptions } from "./headless/log-in.js";
export type { LogoutDelivery } from "./logout/logout-delivery.js";
export type { MockProvider } from "./mock-provider.js";
export { MockOptionsError } from "./options-error.js";
export type { MockProviderOptions, SimulatedProvider } from "./options.js";
export type {
  Persona,
  PersonaAssurance,
  PersonaCivilStatus,
  PersonaData,
  PersonaOrganization,
} from "./people/persona.js";
export type { PersonaActivity, PersonaPractice, PersonaPractitioner } from "./people/practitioner.js";
export { personas } from "./people/personas.js";
export type { ClientAuthentication, RecordedRequest } from "./requests/recorded-request.js";
export { startMockProvider } from "./start-mock-provider.js";
