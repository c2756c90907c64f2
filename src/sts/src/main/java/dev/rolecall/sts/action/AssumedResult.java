package dev.rolecall.sts.action;

import dev.rolecall.session.Credentials;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.WebIdentityService.Result.Granted;
import dev.rolecall.sts.query.XmlWriter;

/** The results of assuming a role in XML (STS API reference and its 2026 model). */
final class AssumedResult {
  private AssumedResult() {}

  /** AssumeRole's. */
  static void write(Assumed assumed, XmlWriter xml) {
    writeCredentials(assumed.credentials(), xml);
    writeUser(assumed.session(), xml);
    writeSize(assumed, xml);
  }

  /** AssumeRoleWithWebIdentity's. */
  static void write(Granted granted, XmlWriter xml) {
    Assumed assumed = granted.assumed();
    writeCredentials(assumed.credentials(), xml);
    xml.element("SubjectFromWebIdentityToken", granted.token().subject());
    writeUser(assumed.session(), xml);
    xml.element("Provider", granted.provider()).element("Audience", granted.token().audience());
    writeSize(assumed, xml);
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

  private static void writeSize(Assumed assumed, XmlWriter xml) {
    String utilization = Integer.toString(assumed.tokenUtilization());
    xml.element("PackedPolicySize", utilization);
    assumed
        .session()
        .sourceIdentity()
        .ifPresent(identity -> xml.element("SourceIdentity", identity));
    xml.element("SessionTokenUtilization", utilization)
        .element("SessionTokenSize", Integer.toString(assumed.tokenBytes()));
  }
}
