// Says for each line that it reads which credentials the AWS SDK for JavaScript has by its own chain, a line of JSON each.
// The first argument is the folder that has node_modules.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const load = createRequire(process.argv[2] + "/");
const { STSClient } = load("@aws-sdk/client-sts");
const { fromNodeProviderChain } = load("@aws-sdk/credential-providers");

// A client renews what its provider gives; a provider alone does not.
const client = new STSClient({ region: "eu-west-1", credentials: fromNodeProviderChain() });

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const found = await client.config.credentials();
    answer = {
      AccessKeyId: found.accessKeyId,
      SecretAccessKey: found.secretAccessKey,
      SessionToken: found.sessionToken,
    };
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log(JSON.stringify(answer));
}
