import type { Persona, PersonaOrganization, PersonalData } from "./persona.js";

/** A person as the provider knows them now: the persona, with what they changed since. */
export interface Person extends Persona {
  readonly updatedAt: Date;
}

/** The accounts of one provider. */
export class People {
  readonly #personas: readonly Persona[];
  readonly #edited = new Map<string, Person>();
  /** SIRET by `sub`. One value per person, whatever the browser or the client: so does the real provider. */
  readonly #selected = new Map<string, string>();
  #createdAt = new Date();

  constructor(personas: readonly Persona[]) {
    this.#personas = personas;
  }

  get all(): readonly Persona[] {
    return this.#personas;
  }

  bySub(sub: string): Person | undefined {
    return this.#find((persona) => persona.sub === sub);
  }

  byId(id: string): Person | undefined {
    return this.#find((persona) => persona.id === id);
  }

  byEmail(email: string): Person | undefined {
    const wanted = email.trim().toLowerCase();
    return this.#find((persona) => persona.email === wanted);
  }

  /** Replaces a person's own data; a member left out is forgotten. */
  update(person: Person, data: PersonalData): void {
    const { phoneNumber: _phoneNumber, job: _job, ...rest } = person;
    this.#edited.set(person.sub, { ...rest, ...data, updatedAt: new Date() });
  }

  selectedOrganization(person: Person): PersonaOrganization | undefined {
    const siret = this.#selected.get(person.sub);
    return person.organizations.find((organization) => organization.siret === siret);
  }

  selectOrganization(person: Person, organization: PersonaOrganization): void {
    this.#selected.set(person.sub, organization.siret);
  }

  forgetOrganization(sub: string): void {
    this.#selected.delete(sub);
  }

  reset(): void {
    this.#edited.clear();
    this.#selected.clear();
    this.#createdAt = new Date();
  }

  #find(matches: (persona: Persona) => boolean): Person | undefined {
    const persona = this.#personas.find(matches);
    if (persona === undefined) return undefined;
    return this.#edited.get(persona.sub) ?? { ...persona, updatedAt: this.#createdAt };
  }
}
