"""Does with boto3 what it reads, a line of JSON each, and writes what came of it."""

import datetime
import json
import sys

import boto3
import botocore.credentials
import botocore.exceptions

OPERATIONS = {
    "GetCallerIdentity": "get_caller_identity",
    "AssumeRole": "assume_role",
    "AssumeRoleWithWebIdentity": "assume_role_with_web_identity",
}
session = boto3.Session()
chain = session.client("sts")


def client(keys):
    if keys is None:
        return chain
    return boto3.client(
        "sts",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def pass_an_hour():
    """Credentials and their cache look at the time through these; signatures do not."""
    credentials = session.get_credentials()
    clock = botocore.credentials._local_now
    late = lambda: clock() + datetime.timedelta(minutes=59)
    botocore.credentials._local_now = credentials._time_fetcher = late
    credentials.get_frozen_credentials()
    botocore.credentials._local_now = credentials._time_fetcher = clock
    return {}


def do(asked):
    if asked["do"] == "PassAnHour":
        return pass_an_hour()
    result = getattr(client(asked.get("keys")), OPERATIONS[asked["do"]])(**asked["parameters"])
    del result["ResponseMetadata"]
    return result


for line in sys.stdin:
    try:
        answer = {"result": do(json.loads(line))}
    except botocore.exceptions.ClientError as error:
        answer = {"exception": type(error).__name__, "code": error.response["Error"]["Code"]}
    except Exception as error:
        answer = {"exception": type(error).__name__, "code": str(error)}
    print(json.dumps(answer, default=str), flush=True)
