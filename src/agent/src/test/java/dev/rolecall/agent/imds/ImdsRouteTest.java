package dev.rolecall.agent.imds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImdsRouteTest {
  @ParameterizedTest
  @ValueSource(strings = {"latest", "1.0", "2009-04-04", "2021-03-23"})
  void takesEveryVersionThatSdksSend(String version) {
    assertThat(ImdsRoute.of("/" + version + "/api/token")).isEqualTo(new ImdsRoute.Token());
    assertThat(ImdsRoute.of("/" + version + "/meta-data/iam/security-credentials/Reader"))
        .isEqualTo(new ImdsRoute.RoleCredentials("Reader"));
  }

  @Test
  void knowsWhatSdksAskFor() {
    String data = "/latest/meta-data/";
    assertThat(ImdsRoute.of(data + "iam/security-credentials"))
        .isEqualTo(ImdsRoute.of(data + "iam/security-credentials/"))
        .isEqualTo(new ImdsRoute.RoleName());
    assertThat(ImdsRoute.of(data + "iam/info")).isEqualTo(new ImdsRoute.ProfileInfo());
    assertThat(ImdsRoute.of(data + "placement/availability-zone"))
        .isEqualTo(ImdsRoute.of(data + "placement/availability-zone/"))
        .isEqualTo(ImdsRoute.Fact.AVAILABILITY_ZONE);
    assertThat(ImdsRoute.of(data + "placement/region")).isEqualTo(ImdsRoute.Fact.REGION);
    assertThat(ImdsRoute.of(data + "instance-id")).isEqualTo(ImdsRoute.Fact.INSTANCE_ID);
    assertThat(ImdsRoute.of("/latest/dynamic/instance-identity/document"))
        .isEqualTo(ImdsRoute.Fact.IDENTITY_DOCUMENT);
  }

  @Test
  void takesEveryNameThatRolesMayHave() {
    String name = "a+b=c,d.e@f-G_1";
    assertThat(ImdsRoute.of("/latest/meta-data/iam/security-credentials/" + name))
        .isEqualTo(new ImdsRoute.RoleCredentials(name));
    assertThat(ImdsRoute.of("/latest/meta-data/iam/security-credentials/a%2Bb"))
        .isEqualTo(new ImdsRoute.RoleCredentials("a+b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/latest",
        "/latest/",
        "/latest/meta-data",
        "/latest/meta-data/",
        "/latest/user-data",
        "/latest/dynamic/instance-identity/",
        "/latest/dynamic/instance-identity/signature",
        "/latest/dynamic/instance-identity/pkcs7",
        "/latest/dynamic/instance-identity/rsa2048",
        "/latest/meta-data/identity-credentials/ec2/info",
        "/latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance",
        "/latest/meta-data/iam/security-credentials-extended/",
        "/latest/meta-data/iam/security-credentials-extended/Reader",
        "/latest/meta-data/tags/instance/Name",
        "/latest/meta-data/public-keys/",
        "/latest/meta-data/placement/",
        "/latest/meta-data/placement/region/",
        "/latest/meta-data/iam/security-credentials/Reader/",
        "/latest/meta-data/iam/security-credentials/Reader/../Other",
        "/latest/meta-data/iam/security-credentials/arn:aws:iam::111111111111:role/Reader",
        "/latest/meta-data/iam/security-credentials/Reader%0a",
        "/latest/meta-data/iam/security-credentials/Reader%00",
        "/latest/meta-data/iam/security-credentials/Reader?x",
        "/latest/meta-data/iam/security-credentials/Reader;x",
        "/latest/meta-data/iam/security-credentials//",
        "//latest/meta-data/iam/security-credentials/",
        "/latest//meta-data/iam/security-credentials/",
        "/latest/./meta-data/iam/security-credentials/",
        "/latest/user-data/../meta-data/iam/security-credentials/",
        "/latest/%2e/meta-data/iam/security-credentials/",
        "/latest/x/%2e%2e/meta-data/iam/security-credentials/",
        "/latest%2fmeta-data/iam/security-credentials/",
        "/latest/meta-data/iam/security-credentials%2f",
        "/latest/meta-data/iam/security-credentials/%252e",
        "/latest\\meta-data\\iam\\security-credentials\\",
        "/LATEST/meta-data/iam/security-credentials/",
        "/latest/Meta-Data/iam/security-credentials/",
        "/latest/meta-data/iam/security-credentials.",
        "/latest/latest/meta-data/iam/security-credentials/",
        "/2.0/meta-data/iam/security-credentials/",
        "/2021-3-23/api/token",
        "/latest/api/token/",
        "/api/token",
        "latest/api/token",
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "http:opaque",
        "*",
        ""
      })
  void leadsNowhereElse(String target) {
    assertThat(ImdsRoute.of(target)).isEqualTo(new ImdsRoute.Nothing());
  }
}
