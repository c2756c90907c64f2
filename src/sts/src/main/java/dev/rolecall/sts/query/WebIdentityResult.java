package dev.rolecall.sts.query;

import dev.rolecall.session.Credentials;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.WebIdentityService.Result.Granted;

/** AssumeRoleWithWebIdentity's result in XML (STS API reference and its 2026 model). */
final class WebIdentityResult {
  private WebIdentityResult() {}

  static void write(Granted granted, XmlWriter xml) {
    Assumed assumed = granted.assumed();
    writeCredentials(assumed.credentials(), xml);
    xml.element("SubjectFromWebIdentityToken", granted.token().subject());
    writeUser(assumed.session(), xml);
    xml.element("PackedPolicySize", Integer.toString(assumed.tokenUtilization()))
        .element("Provider", granted.provider())
        .element("Audience", granted.token().audience())
        .element("SessionTokenUtilization", Integer.toString(assumed.tokenUtilization()))
        .element("SessionTokenSize", Integer.toString(assumed.tokenBytes()));
  }

  private static void writeCredentials(Credentials credentials, XmlWriter xml) {
    xml.open("Credentials")
        .element("AccessKeyId", credentials.accessKeyId().value())
        .element("SecretAccessKey", credentials.secretAccessKey().reveal())
        .element("SessionToken", credentials.sessionToken().reveal())
        .element("Expiration", credentials.expiration().toString())
        .close("Credentials");
  }

  private static void writeUser(Session session, XmlWriter xml) {
    xml.open("AssumedRoleUser")
        .element("AssumedRoleId", session.userId())
        .element("Arn", session.arn().toString())
        .close("AssumedRoleUser");
  }
}
