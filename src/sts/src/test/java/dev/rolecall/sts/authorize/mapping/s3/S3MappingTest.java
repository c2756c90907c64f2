package dev.rolecall.sts.authorize.mapping.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.mapping.Mappings;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3MappingTest {
  private static final String SETTINGS =
      "s3: {hosts: [s3.test], bucketHosts: ['{bucket}.s3.test'], buckets:"
          + " [{name: 'acme-*', account: '111111111111'}, {name: globex, account: '222222222222'}]}";

  private RequestMapping mapping;

  @BeforeEach
  void read() throws Exception {
    mapping = Mappings.read(SETTINGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /acme-a/k|s3:GetObject",
        "HEAD /acme-a/k|s3:GetObject",
        "GET /acme-a/k?x-id=GetObject|s3:GetObject",
        "GET /acme-a/k?response-content-type=a%2Fb|s3:GetObject",
        "GET /acme-a/k?versionId=v|s3:GetObjectVersion",
        "GET /acme-a/k?partNumber=1|s3:GetObject",
        "PUT /acme-a/k|s3:PutObject",
        "DELETE /acme-a/k|s3:DeleteObject",
        "DELETE /acme-a/k?versionId=v|s3:DeleteObjectVersion",
        "GET /acme-a/k?acl|s3:GetObjectAcl",
        "GET /acme-a/k?acl&versionId=v|s3:GetObjectVersionAcl",
        "PUT /acme-a/k?acl=|s3:PutObjectAcl",
        "GET /acme-a/k?tagging|s3:GetObjectTagging",
        "PUT /acme-a/k?tagging|s3:PutObjectTagging",
        "DELETE /acme-a/k?tagging&versionId=v|s3:DeleteObjectVersionTagging",
        "GET /acme-a/k?retention|s3:GetObjectRetention",
        "PUT /acme-a/k?legal-hold|s3:PutObjectLegalHold",
        "POST /acme-a/k?select&select-type=2|s3:GetObject",
        "POST /acme-a/k?uploads|s3:PutObject",
        "PUT /acme-a/k?partNumber=1&uploadId=u|s3:PutObject",
        "POST /acme-a/k?uploadId=u|s3:PutObject",
        "GET /acme-a/k?uploadId=u&max-parts=3|s3:ListMultipartUploadParts",
        "DELETE /acme-a/k?uploadId=u|s3:AbortMultipartUpload",
      })
  void knowsTheOperationsOfObjects(String line, String action) throws Exception {
    assertThat(map(line)).containsExactly(action + " arn:aws:s3:::acme-a/k 111111111111");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /acme-a|s3:ListBucket",
        "GET /acme-a/|s3:ListBucket",
        "HEAD /acme-a|s3:ListBucket",
        "GET /acme-a?list-type=2&prefix=a%2F&delimiter=%2F|s3:ListBucket",
        "PUT /acme-a|s3:CreateBucket",
        "DELETE /acme-a|s3:DeleteBucket",
        "GET /acme-a?versions|s3:ListBucketVersions",
        "GET /acme-a?uploads|s3:ListBucketMultipartUploads",
        "GET /acme-a?location|s3:GetBucketLocation",
        "GET /acme-a?acl|s3:GetBucketAcl",
        "PUT /acme-a?acl|s3:PutBucketAcl",
        "PUT /acme-a?policy|s3:PutBucketPolicy",
        "DELETE /acme-a?policy|s3:DeleteBucketPolicy",
        "PUT /acme-a?lifecycle|s3:PutLifecycleConfiguration",
        "DELETE /acme-a?lifecycle|s3:PutLifecycleConfiguration",
        "GET /acme-a?encryption|s3:GetEncryptionConfiguration",
        "PUT /acme-a?inventory&id=i|s3:PutInventoryConfiguration",
        "PUT /acme-a?object-lock|s3:PutBucketObjectLockConfiguration",
        "PUT /acme-a?publicAccessBlock|s3:PutBucketPublicAccessBlock",
      })
  void knowsTheOperationsOfBuckets(String line, String action) throws Exception {
    assertThat(map(line)).containsExactly(action + " arn:aws:s3:::acme-a 111111111111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        // The keys are in the body.
        "POST /acme-a?delete",
        "POST /acme-a",
        "POST /acme-a/k?restore",
        // What a store that wants acl= takes for a request of the object or bucket itself.
        "PUT /acme-a/k?tagging=x",
        "GET /acme-a/k?acl=x",
        "DELETE /acme-a?policy=x",
        // Likewise of a store to which empty is absent.
        "DELETE /acme-a/k?uploadId=",
        "GET /acme-a/k?versionId",
        "GET /acme-a/k?acl&tagging",
        "GET /acme-a/k?policy",
        "GET /acme-a?unknown",
        "GET /acme-a/k?versionid=v",
        "PUT /acme-a/k?versionId=v",
        "PUT /acme-a/k?append",
        "OPTIONS /acme-a/k",
        "PATCH /acme-a/k",
        "GET /acme-a/k?x-amz-acl=public-read",
        "GET /Acme-a/k",
        "GET /initech/k",
        "GET /acme-a/../globex/k",
        "GET /acme-a/%2e%2e/globex/k",
        "GET /acme-a%2Fk",
        "GET //globex/k",
      })
  void refusesWhatItCannotTell(String line) {
    assertThatThrownBy(() -> map(line)).isInstanceOf(UnmappedException.class);
  }

  @Test
  void findsTheBucketInTheHost() throws Exception {
    assertThat(Mappings.lines(mapping.map(Mappings.request("GET /a/b", "acme-a.b.s3.test"))))
        .containsExactly("s3:GetObject arn:aws:s3:::acme-a.b/a/b 111111111111");
    assertThat(Mappings.lines(mapping.map(Mappings.request("GET /", "globex.s3.test"))))
        .containsExactly("s3:ListBucket arn:aws:s3:::globex 222222222222");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.test",
        "s3.test.evil",
        "xs3.test",
        ".s3.test",
        "globex.s3.test.",
        // A store that compares exactly takes the bucket from the path.
        "acme-a.S3.test",
        "acme-a.s3.test:1",
        "s3.test:1",
      })
  void refusesHostsThatAreNotListed(String host) {
    assertThatThrownBy(() -> mapping.map(Mappings.request("GET /acme-a/k", host)))
        .isInstanceOf(UnmappedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/globex/s%20k|s3:GetObject arn:aws:s3:::globex/s k 222222222222",
        "globex/k?versionId=v|s3:GetObjectVersion arn:aws:s3:::globex/k 222222222222",
      })
  void whatCopiesAlsoReads(String source, String read) throws Exception {
    assertThat(map("PUT /acme-a/k", "x-amz-copy-source", source))
        .containsExactly("s3:PutObject arn:aws:s3:::acme-a/k 111111111111", read);
    assertThat(map("PUT /acme-a/k?partNumber=1&uploadId=u", "x-amz-copy-source", source))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "globex",
        "",
        "/globex/../acme-a/k",
        "globex/k?versionId=v&acl",
        "globex/k?acl",
        "acme-a/k,globex/k",
        "acme-a/k+",
        "acme-a/k#",
        "arn:aws:s3:us-east-1:222222222222:accesspoint/a/object/k",
      })
  void refusesCopiesOfWhatIsNoObject(String source) {
    assertThatThrownBy(() -> map("PUT /acme-a/k", "x-amz-copy-source", source))
        .isInstanceOf(UnmappedException.class);
  }

  @Test
  void refusesACopySourceWhereNothingCopies() {
    assertThatThrownBy(() -> map("PUT /acme-a/k?acl", "x-amz-copy-source", "acme-a/j"))
        .isInstanceOf(UnmappedException.class);
    assertThatThrownBy(() ->
            map("PUT /acme-a/k", "x-amz-copy-source", "acme-a/j", "X-Amz-Copy-Source", "globex/k"))
        .hasMessageContaining("more than once");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT /acme-a/k, x-amz-acl, public-read, s3:PutObjectAcl",
    "PUT /acme-a/k, X-Amz-Grant-Read, id=1, s3:PutObjectAcl",
    "PUT /acme-a/k, x-amz-tagging, a=b, s3:PutObjectTagging",
    "PUT /acme-a/k, x-amz-object-lock-mode, GOVERNANCE, s3:PutObjectRetention",
    "PUT /acme-a/k, x-amz-object-lock-legal-hold, ON, s3:PutObjectLegalHold",
    "DELETE /acme-a/k, x-amz-bypass-governance-retention, true, s3:BypassGovernanceRetention",
    "PUT /acme-a, x-amz-acl, public-read, s3:PutBucketAcl",
    "PUT /acme-a, x-amz-object-ownership, ObjectWriter, s3:PutBucketOwnershipControls",
  })
  void headersNeedActionsToo(String line, String header, String value, String action)
      throws Exception {
    assertThat(map(line, header, value)).hasSize(2).last().asString().startsWith(action + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Meta-Snowball-Auto-Extract",
        "X-Amz-Meta-Minio-Snowball-Prefix",
        "X-Minio-Force-Delete",
        "X-Goog-Copy-Source",
        "x-amz-rename-source",
        "X-Copy-From",
        "X-Object-Manifest",
        "Destination",
      })
  void refusesHeadersOfStoresThatDoMoreThanS3(String header) {
    assertThatThrownBy(() -> map("PUT /acme-a/k", header, "globex/k"))
        .hasMessageContaining("may mean other objects than the path names");
  }

  @Test
  void refusesTwoValuesThatAProxyWroteAsOne() {
    assertThatThrownBy(() -> map("PUT /acme-a/k", "x-amz-acl", "private,public-read"))
        .isInstanceOf(UnmappedException.class);
    assertThatThrownBy(() -> map("PUT /acme-a/k", "x-amz-tagging", "team=a,team=b"))
        .isInstanceOf(UnmappedException.class);
  }

  @Test
  void hasS3sConditionKeys() throws Exception {
    List<Operation> operations =
        mapping.map(
            Mappings.request(
                "PUT /acme-a/k",
                "s3.test",
                "Authorization",
                "x",
                "x-amz-storage-class",
                "GLACIER",
                "x-amz-tagging",
                "team=a+b&tier=1"));

    assertThat(operations.getFirst().context())
        .containsEntry("s3:x-amz-storage-class", single("GLACIER"))
        .containsEntry("s3:RequestObjectTag/team", single("a b"))
        .containsEntry("s3:ResourceAccount", single("111111111111"))
        .containsEntry("s3:authType", single("REST-HEADER"))
        .hasEntrySatisfying(
            "s3:RequestObjectTagKeys",
            keys -> {
              assertThat(keys.multivalued()).isTrue();
              assertThat(keys.values()).containsExactlyInAnyOrder("team", "tier");
            });
    Map<String, RequestContext.Entry> listing =
        mapping
            .map(Mappings.request("GET /acme-a?prefix=home%2F&max-keys=5", "s3.test"))
            .getFirst()
            .context();
    assertThat(listing)
        .containsEntry("s3:prefix", single("home/"))
        .containsEntry("s3:max-keys", single("5"))
        .doesNotContainKey("s3:delimiter");
  }

  @Test
  void takesPathsLiterallyWhereTheStoreDoes() throws Exception {
    RequestMapping literal = Mappings.read("paths: literal, " + SETTINGS);

    assertThat(Mappings.lines(literal.map(Mappings.request("GET /acme-a/x/../y//z", "s3.test"))))
        .containsExactly("s3:GetObject arn:aws:s3:::acme-a/x/../y//z 111111111111");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hosts: [s3.test]|hosts: ['S3.test']|has 'S3.test'; write a host in lower case",
        "hosts: [s3.test]|hosts: [eu.s3.test]|has '{bucket}.s3.test', which 'eu.s3.test' fits too",
        "bucketHosts: [|bucketHosts: ['{bucket}.eu.s3.test',|which '.eu.s3.test' fits too",
        "{bucket}.s3|bucket.s3|bucketHosts (line 6, column 75) has 'bucket.s3.test'; write",
        "account: '111111111111'|account: '1'|buckets[0].account",
        "buckets|bucket|proxy.s3.bucket (line 6",
        "s3: {|routes: [], s3: {|give one of the two",
        "name: globex|name: globex, policy: {}|buckets[1].policy",
      })
  void saysWhatIsWrongWithItsSettings(String part, String instead, String message) {
    assertThatThrownBy(() -> Mappings.read(SETTINGS.replace(part, instead)))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }

  private List<String> map(String line, String... headers) throws Exception {
    return Mappings.lines(mapping.map(Mappings.request(line, "s3.test", headers)));
  }

  private static RequestContext.Entry single(String value) {
    return new RequestContext.Entry(List.of(value), false);
  }
}
