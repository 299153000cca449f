import type { FailureDecision, RefusalReason } from "../../interaction/login-rules.js";

const INVALID_IDENTITY = {
  error: "access_denied",
  error_description: "authentication aborted due to invalid identity",
};

/**
 * What the federation makes of a login that fails. Giving up at the identity provider, and all else that is refused
 * there, never comes back as `access_denied`.
 */
export const proconnectRefusals: Readonly<Record<RefusalReason, FailureDecision>> = {
  "gives-up": {
    failure: {
      error: "invalid_request",
      error_description: "authentication aborted due to a technical error on the authorization server",
    },
    shownOnPage: true,
    page: { status: 502, code: "Y020032" },
  },
  blocked: { failure: INVALID_IDENTITY, shownOnPage: true, page: { status: 400, code: "Y500024" } },
  "not-admitted": { failure: INVALID_IDENTITY, shownOnPage: true, page: { status: 400, code: "Y500015" } },
};
