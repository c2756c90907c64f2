// Does with the AWS SDK for JavaScript what it reads, a line of JSON each, and writes what came of it.
// The first argument is the folder that has node_modules.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const load = createRequire(process.argv[2] + "/");
const sts = load("@aws-sdk/client-sts");
const { fromNodeProviderChain } = load("@aws-sdk/credential-providers");

const chain = new sts.STSClient({ credentials: fromNodeProviderChain() });

function client(keys) {
  return keys
    ? new sts.STSClient({
        credentials: {
          accessKeyId: keys.AccessKeyId,
          secretAccessKey: keys.SecretAccessKey,
          sessionToken: keys.SessionToken,
        },
      })
    : chain;
}

async function passAnHour() {
  const now = Date.now;
  Date.now = () => now() + 61 * 60 * 1000;
  try {
    await chain.config.credentials();
  } finally {
    Date.now = now;
  }
  return {};
}

async function perform(asked) {
  if (asked.do === "PassAnHour") {
    return passAnHour();
  }
  const { $metadata, ...result } = await client(asked.keys).send(
    new sts[asked.do + "Command"](asked.parameters),
  );
  return result;
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { result: await perform(JSON.parse(line)) };
  } catch (error) {
    answer = {
      exception: error.constructor.name,
      code: String(error.Error?.Code ?? error.Code ?? error.name),
    };
  }
  console.log(JSON.stringify(answer));
}
