import { BoundedMap } from "../bounded-map.js";
import { makeUp, subOf, unknownOrganization } from "./made-up.js";
import type { Persona, PersonaAssurance, PersonalData, PersonaOrganization } from "./persona.js";

/** A person as the provider knows them now: the persona, with what they changed since. */
export interface Person extends Persona {
  readonly updatedAt: Date;
}

/** How many people made up on the spot, and changes and choices of people, are kept; the oldest goes first. */
const SIZE = 10_000;

/** The accounts of one provider. */
export class People {
  readonly #personas: readonly Persona[];
  /** Those made up on the spot, by `sub`. */
  readonly #madeUp = new BoundedMap<Persona>({ size: SIZE });
  readonly #changes = new BoundedMap<PersonalData & { readonly updatedAt: Date }>({ size: SIZE });
  /** What was set up or verified during a login. */
  readonly #raised = new BoundedMap<PersonaAssurance>({ size: SIZE });
  /** SIRET by `sub`. One value per person, whatever the browser or the client: so does the real provider. */
  readonly #selected = new BoundedMap<string>({ size: SIZE });
  #createdAt = new Date();

  constructor(personas: readonly Persona[]) {
    this.#personas = personas;
  }

  /** Those that are there from the start. */
  get all(): readonly Persona[] {
    return this.#personas;
  }

  bySub(sub: string): Person | undefined {
    const persona = this.#personas.find((one) => one.sub === sub) ?? this.#madeUp.get(sub);
    return persona && this.#asOfNow(persona);
  }

  byId(id: string): Person | undefined {
    // A person who was made up has their e-mail address for an id.
    const persona = this.#personas.find((one) => one.id === id) ?? this.#madeUp.get(subOf(id));
    return persona && this.#asOfNow(persona);
  }

  byEmail(email: string): Person | undefined {
    const wanted = email.trim().toLowerCase();
    const persona = this.#personas.find((one) => one.email === wanted) ?? this.#madeUp.get(subOf(wanted));
    return persona && this.#asOfNow(persona);
  }

  /** @param name - id, or e-mail */
  find(name: string): Person | undefined {
    return this.byId(name) ?? this.byEmail(name);
  }

  /**
   * Makes a person up, or moves the one made up under this address before to another organisation.
   *
   * @param email in lower case, of none of those that are there from the start
   * @param siret 14 digits; the organisation has a name when another person belongs to it
   */
  makeUp(email: string, siret: string): Person {
    const known = this.#personas.flatMap(({ organizations }) => organizations);
    const organization = known.find((one) => one.siret === siret) ?? unknownOrganization(siret);
    const persona = makeUp(email, { ...organization, isExternal: false });
    this.#madeUp.set(persona.sub, persona);
    return this.#asOfNow(persona);
  }

  /** Replaces a person's own data; a member left out is forgotten. */
  update({ sub }: Person, data: PersonalData): void {
    this.#changes.set(sub, { ...data, updatedAt: new Date() });
  }

  /** Adds to what a person can prove, for every login that follows. */
  raiseAssurance({ sub }: Person, assurance: PersonaAssurance): void {
    this.#raised.set(sub, { ...this.#raised.get(sub), ...assurance });
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
    for (const memory of [this.#madeUp, this.#changes, this.#raised, this.#selected]) memory.clear();
    this.#createdAt = new Date();
  }

  #asOfNow(persona: Persona): Person {
    const changes = this.#changes.get(persona.sub);
    const assurance = { ...persona.assurance, ...this.#raised.get(persona.sub) };
    if (changes === undefined) return { ...persona, assurance, updatedAt: this.#createdAt };
    const { phoneNumber: _phoneNumber, job: _job, ...rest } = { ...persona, assurance };
    return { ...rest, ...changes };
  }
}
