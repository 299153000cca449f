/** What a relying party answered to a logout token. */
export interface LogoutDelivery {
  readonly client: string;
  /** HTTP status: 200 or 204 when it took it, 400 when it refused. */
  readonly status: number;
}
