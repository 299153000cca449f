#!/bin/sh
# Tests the login of an application in any language, with curl alone.
set -eu
application=${APPLICATION:-http://localhost:3000}
mock=${MOCK:-http://localhost:3001}
cookies=$(mktemp)
control() { curl -sS --fail-with-body -H "Content-Type: application/json" -d "$2" "$mock/mock/$1"; }

log_in() {
  # The application sends to the provider, the mock logs in as $1, and the application gets its answer.
  url=$(curl -sS -c "$cookies" -o /dev/null -w "%{redirect_url}" "$application/login")
  callback=$(control log-in "{\"authorizationUrl\": \"$url\", \"person\": \"$1\"}" | cut -d '"' -f 4)
  curl -sS -L -b "$cookies" -c "$cookies" "$callback"
}

control reset "{}"
log_in town-hall-agent | grep "Claire Martin"

control faults '{"name": "wrong_nonce"}' >/dev/null
if log_in town-hall-agent | grep "Claire Martin"; then
  echo "A token with another nonce was accepted." >&2
  exit 1
fi
# No fault is left: this one came.
curl -sS "$mock/mock/faults" | grep -q '"faults":\[\]'
