package dev.rolecall.availability.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A pod's process: the AWS SDK for Java with its default settings and nothing but the standard
 * environment. It begins once its token is there, and prints a {@link Sample} a line.
 */
public final class PodMain {
  private static final long FETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long USE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Set<AwsCredentials> seen = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<AwsCredentials> unverified = new LinkedBlockingQueue<>();

  private PodMain() {}

  public static void main(String[] arguments) {
    Path token =
        Path.of(Objects.requireNonNull(System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")));
    // What a process loads at its start is no part of what is measured.
    StsClient.builder().credentialsProvider(ContainerCredentialsProvider.create()).build().close();
    while (Files.notExists(token)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    PodMain pod = new PodMain();
    Thread.ofPlatform().start(pod::begin);
    Thread.ofPlatform().start(pod::hold);
    Thread.ofPlatform().start(pod::verify);
  }

  /** Like processes that begin: none has credentials yet. */
  private void begin() {
    while (true) {
      ask(
          Sample.Kind.BEGIN,
          () -> {
            try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
              AwsCredentials credentials = provider.resolveCredentials();
              if (seen.add(credentials)) {
                unverified.add(credentials);
              }
              return credentials.accessKeyId();
            }
          });
      LockSupport.parkNanos(FETCH_NANOS);
    }
  }

  /** Like a process that goes on: one client, which calls a service with what it holds. */
  private void hold() {
    AwsCredentialsProvider provider = ContainerCredentialsProvider.create();
    try (StsClient client = StsClient.builder().credentialsProvider(provider).build()) {
      while (true) {
        if (ask(Sample.Kind.HOLD, () -> provider.resolveCredentials().accessKeyId())) {
          ask(Sample.Kind.USE, () -> client.getCallerIdentity().arn());
        }
        LockSupport.parkNanos(USE_NANOS);
      }
    }
  }

  /** Asks sts whose each of the credentials are that came, until it has answered. */
  private void verify() {
    try {
      while (true) {
        AwsCredentials credentials = unverified.take();
        try (StsClient client =
            StsClient.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
          while (!ask(Sample.Kind.VERIFY, () -> client.getCallerIdentity().arn())) {
            LockSupport.parkNanos(RETRY_NANOS);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A call of the SDK. */
  @FunctionalInterface
  private interface Call {
    String answer();
  }

  private static boolean ask(Sample.Kind kind, Call call) {
    long begun = System.currentTimeMillis();
    Sample sample;
    try {
      sample =
          new Sample(kind, begun, System.currentTimeMillis(), Sample.Outcome.OK, call.answer());
    } catch (AwsServiceException e) {
      // A server's fault may pass; what a client did wrong does not.
      Sample.Outcome outcome =
          e.statusCode() >= 500 || e.isThrottlingException()
              ? Sample.Outcome.AWAY
              : Sample.Outcome.REFUSED;
      sample = new Sample(kind, begun, System.currentTimeMillis(), outcome, message(e));
    } catch (SdkException e) {
      sample = new Sample(kind, begun, System.currentTimeMillis(), Sample.Outcome.AWAY, message(e));
    }
    String line = sample.line();
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
    return sample.outcome() == Sample.Outcome.OK;
  }

  /** With its causes, which say more. */
  private static String message(Throwable e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + message(e.getCause());
  }
}
