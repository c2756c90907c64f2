#!/bin/sh
# Says for each line that it reads which credentials the AWS CLI has by its own chain, a line of JSON each.
# The first argument is the CLI.
while read -r line; do
  if found=$("$1" configure export-credentials --format process 2>&1); then
    printf '%s\n' "$found" | tr '\n' ' '
    echo
  else
    printf '{"error": "exit code %s: %s"}\n' "$?" "$(printf '%s' "$found" | tr -d '\n"\\')"
  fi
done
