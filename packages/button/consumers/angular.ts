import { Component, CUSTOM_ELEMENTS_SCHEMA } from "@angular/core";
import type { LoginEvent } from "@moncomptepro/button";
import "@moncomptepro/button";

@Component({
  selector: "app-login",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<moncomptepro-button
    [href]="href"
    provider="proconnect"
    [disabled]="false"
    (moncomptepro-login)="onLogin($event)"
  ></moncomptepro-button>`,
})
export class Login {
  href = "/auth/login";
  onLogin(event: LoginEvent): void {
    console.log(event.detail.href.length);
  }
}
