package dev.rolecall.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Asks who it is with the AWS SDK's default settings, one line an answer: {@code IDENTITY <arn>},
 * {@code REFUSED <code> <message>} or {@code FAILED <message>}. It knows nothing of Rolecall: all
 * it has is the standard environment.
 *
 * <p>{@code once} asks once; {@code credentials} prints what the container credentials endpoint
 * answers; without an argument it asks every second until it is stopped.
 */
public final class CallerProbe {
  private CallerProbe() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String mode = arguments.length == 0 ? "" : arguments[0];
    if (mode.equals("credentials")) {
      System.out.println(containerCredentials());
      return;
    }
    do {
      System.out.println(ask());
    } while (!mode.equals("once") && pause());
  }

  private static String ask() {
    try (StsClient sts = StsClient.create()) {
      return "IDENTITY " + sts.getCallerIdentity().arn();
    } catch (AwsServiceException e) {
      return "REFUSED "
          + e.awsErrorDetails().errorCode()
          + " "
          + e.awsErrorDetails().errorMessage();
    } catch (SdkException e) {
      return "FAILED " + String.valueOf(e.getMessage()).replace('\n', ' ');
    }
  }

  private static boolean pause() throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(1));
    return true;
  }

  /** The same request that SDKs make, for tests that look at the answer itself. */
  private static String containerCredentials() throws IOException, InterruptedException {
    String token = Files.readString(Path.of(variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")))
            .header("Authorization", token)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
