package dev.rolecall.e2e.documents;

import dev.rolecall.testkit.FreePort;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** sts beside the API server, with the Secrets that the operator keeps. */
final class ClusterSts implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final DocumentedCluster cluster;
  private final Path mounted;
  private final URI uri;
  private final Process process;

  private ClusterSts(DocumentedCluster cluster, Path mounted, URI uri, Process process) {
    this.cluster = cluster;
    this.mounted = mounted;
    this.uri = uri;
    this.process = process;
  }

  /**
   * @param folder for its log, and for what a kubelet would mount
   */
  static ClusterSts start(DocumentedCluster cluster, Path folder) throws Exception {
    mount(cluster, folder);
    int port = FreePort.find();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dquarkus.profile=kubernetes",
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.http.insecure-requests=enabled",
                    "-Dquarkus.http.ssl-port=0",
                    "-Dquarkus.management.port=0",
                    "-Dquarkus.tls.sts.key-store.pem.0.cert=" + folder.resolve("tls.crt"),
                    "-Dquarkus.tls.sts.key-store.pem.0.key=" + folder.resolve("tls.key"),
                    "-Drolecall.session-keys.file=" + folder.resolve("keys.json"),
                    "-jar",
                    ProjectFiles.root()
                        .resolve("src/sts/target/quarkus-app/quarkus-run.jar")
                        .toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sts.log").toFile());
    builder.environment().putAll(Map.of("KUBECONFIG", cluster.kubeConfig().toString()));
    URI uri = URI.create("http://127.0.0.1:" + port);
    return new ClusterSts(cluster, folder, uri, builder.start());
  }

  /** What a kubelet does a minute or two after a Secret changed. */
  void mountSecrets() throws IOException {
    mount(cluster, mounted);
  }

  private static void mount(DocumentedCluster cluster, Path folder) throws IOException {
    for (String name : List.of("rolecall-session-keys", "rolecall-sts-tls")) {
      Secret secret =
          cluster
              .api()
              .client()
              .secrets()
              .inNamespace("rolecall-system")
              .withName(name)
              .waitUntilCondition(found -> found != null, LIMIT.toSeconds(), TimeUnit.SECONDS);
      for (Map.Entry<String, String> entry : secret.getData().entrySet()) {
        Files.write(folder.resolve(entry.getKey()), Base64.getDecoder().decode(entry.getValue()));
      }
    }
  }

  /** A session of a role by the token of a pod, whose service account has the role's name. */
  AwsSessionCredentials assume(String namespace, String role, String pod) {
    String token = token(namespace, role, pod);
    try (StsClient client = client(AnonymousCredentialsProvider.create())) {
      Credentials given =
          Awaitility.await()
              .atMost(LIMIT)
              .ignoreExceptionsMatching(ClusterSts::isTooEarly)
              .until(
                  () ->
                      client
                          .assumeRoleWithWebIdentity(request ->
                              request
                                  .roleArn("arn:aws:iam::222222222222:role/" + role)
                                  .roleSessionName("test")
                                  .webIdentityToken(token))
                          .credentials(),
                  found -> true);
      return AwsSessionCredentials.create(
          given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    }
  }

  /** It does not listen yet, or has not read all yet. */
  private static boolean isTooEarly(Throwable thrown) {
    return thrown instanceof SdkClientException
        || (thrown instanceof StsException refused
            && (refused.statusCode() == 503
                || "IDPCommunicationError".equals(refused.awsErrorDetails().errorCode())));
  }

  private String token(String namespace, String serviceAccount, String pod) {
    return cluster.api().podToken(namespace, serviceAccount, pod, "sts.amazonaws.com");
  }

  /** The ARN that the session has for it, or the error that its owner is told. */
  String ask(AwsSessionCredentials session) {
    try (StsClient client = client(StaticCredentialsProvider.create(session))) {
      return client.getCallerIdentity().arn();
    } catch (StsException e) {
      return e.awsErrorDetails().errorCode();
    }
  }

  private StsClient client(AwsCredentialsProvider credentials) {
    return StsClient.builder()
        .endpointOverride(uri)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
