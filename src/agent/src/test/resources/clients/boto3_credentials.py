"""Says for each line that it reads which credentials boto3 has by its own chain, a line of JSON each."""

import datetime
import json
import sys

import boto3
import botocore.credentials

session = boto3.Session()


def an_hour_later():
    """Credentials look at the time through these. Those of IMDS are taken for good for longer than they are."""
    clock = botocore.credentials._local_now
    late = lambda: clock() + datetime.timedelta(hours=1)
    botocore.credentials._local_now = session.get_credentials()._time_fetcher = late


def credentials():
    global session
    found = session.get_credentials()
    if found is None:
        # A session does not look again where it found none.
        session = boto3.Session()
        return {"error": "none found"}
    frozen = found.get_frozen_credentials()
    return {
        "AccessKeyId": frozen.access_key,
        "SecretAccessKey": frozen.secret_key,
        "SessionToken": frozen.token,
    }


for line in sys.stdin:
    try:
        if line == "an hour later\n":
            an_hour_later()
        answer = credentials()
    except Exception as error:
        answer = {"error": type(error).__name__ + ": " + str(error)}
    print(json.dumps(answer), flush=True)
