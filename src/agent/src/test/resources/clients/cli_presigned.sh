#!/bin/sh
# Says for each line that it reads which credentials the AWS CLI has by its own chain, a line of JSON each: by a URL
# that it signs with them, for version 1 tells them in no other way. The first argument is the CLI.
while read -r line; do
  found=$("$1" s3 presign s3://bucket/key 2>&1)
  id=$(printf '%s' "$found" | sed -nE 's/.*[?&](AWSAccessKeyId|X-Amz-Credential)=([A-Z0-9]+).*/\2/p')
  if [ -n "$id" ]; then
    printf '{"AccessKeyId": "%s"}\n' "$id"
  else
    printf '{"error": "%s"}\n' "$(printf '%s' "$found" | tr -cd ' !#-[]-~')"
  fi
done
