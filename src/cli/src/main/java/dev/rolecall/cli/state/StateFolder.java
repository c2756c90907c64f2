package dev.rolecall.cli.state;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.outbound.TokenKeys;
import dev.rolecall.session.MasterKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that keeps what the embedded default must not forget: the issuer's key and the session
 * keys. Tokens and logs are there too. All of it is its owner's alone.
 */
public final class StateFolder {
  /** The identity of the node's agent, as sts knows it by default. */
  private static final ServiceAccountRef AGENT =
      new ServiceAccountRef("rolecall-system", "rolecall-agent");

  private static final String ISSUER = "issuer.json";
  private static final String SESSION_KEYS = "session-keys.json";
  private static final String IDENTITY_TOKEN_KEYS = "identity-token-keys.json";
  private static final String SYSTEM = "system";

  private final Path folder;
  private final Clock clock;

  private StateFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** {@code $XDG_STATE_HOME/rolecall}, by default {@code ~/.local/state/rolecall}. */
  public static Path standard(Map<String, String> environment, String userHome) {
    String configured = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        configured.startsWith("/") ? Path.of(configured) : Path.of(userHome, ".local", "state");
    return base.resolve("rolecall");
  }

  /** Opens the folder; makes it, and the keys in it, where they are missing. */
  public static StateFolder open(Path folder, Clock clock) {
    Path absolute = folder.toAbsolutePath().normalize();
    PrivateFiles.folder(absolute);
    StateFolder state = new StateFolder(absolute, clock);
    if (Files.notExists(state.file(ISSUER))) {
      PrivateFiles.write(state.file(ISSUER), EmbeddedIssuer.newKey());
    }
    if (Files.notExists(state.file(SESSION_KEYS))) {
      PrivateFiles.write(state.file(SESSION_KEYS), MasterKeys.withNewKey("", clock));
    }
    if (Files.notExists(state.file(IDENTITY_TOKEN_KEYS))) {
      PrivateFiles.write(state.file(IDENTITY_TOKEN_KEYS), TokenKeys.withNewKeys("", clock));
    }
    PrivateFiles.folder(state.system());
    PrivateFiles.write(state.system().resolve("agent.yaml"), agentManifest());
    return state;
  }

  /** Keeps other programs from running on this folder, until it is closed. */
  public StateLock lock() {
    return StateLock.of(file("lock"));
  }

  public Path path() {
    return folder;
  }

  /** Manifests of Rolecall's own workloads, to be read beside the user's. */
  public Path system() {
    return file(SYSTEM);
  }

  /** A file of this folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes a file of this folder, or replaces it. */
  public Path write(String name, String text) {
    PrivateFiles.write(file(name), text);
    return file(name);
  }

  public EmbeddedIssuer issuer() {
    try {
      return EmbeddedIssuer.of(PrivateFiles.read(file(ISSUER)), clock);
    } catch (ParseException e) {
      throw Failure.of(
          "the issuer's key cannot be read",
          file(ISSUER).toString(),
          e,
          "remove the file: a new key is made, and tokens of the old one are void");
    }
  }

  /** The master keys of sessions: a JWK set. */
  public String sessionKeys() {
    return PrivateFiles.read(file(SESSION_KEYS));
  }

  /** Replaces the master keys of sessions. */
  public void writeSessionKeys(String jwkSet) {
    PrivateFiles.write(file(SESSION_KEYS), jwkSet);
  }

  /** The keys that sign sessions' identity tokens: a JWK set. */
  public String identityTokenKeys() {
    return PrivateFiles.read(file(IDENTITY_TOKEN_KEYS));
  }

  /** Replaces the keys that sign sessions' identity tokens. */
  public void writeIdentityTokenKeys(String jwkSet) {
    PrivateFiles.write(file(IDENTITY_TOKEN_KEYS), jwkSet);
  }

  /** Writes a fresh token of the node's agent, and gives its file. */
  public Path writeAgentToken(Duration lifetime) {
    PodRef pod = new PodRef(AGENT.namespace(), AGENT.name(), NameUid.of("pod", AGENT.toString()));
    Path file = file("agent.token");
    write(file, new TokenRequest(AGENT, Optional.of(pod), Audience.AGENT.value(), lifetime));
    return file;
  }

  /**
   * Writes a fresh token of a pod, as a kubelet projects it, and gives its file.
   *
   * @param name the file's name in the pod's folder
   */
  public Path writePodToken(
      PodRef pod, String serviceAccount, Audience audience, String name, Duration lifetime) {
    Path place = file("pods");
    for (String step : new String[] {"", pod.namespace(), pod.name()}) {
      place = place.resolve(step);
      PrivateFiles.folder(place);
    }
    Path file = place.resolve(name);
    ServiceAccountRef account = new ServiceAccountRef(pod.namespace(), serviceAccount);
    write(file, new TokenRequest(account, Optional.of(pod), audience.value(), lifetime));
    return file;
  }

  private void write(Path file, TokenRequest request) {
    // No line break at the end: the SDKs refuse a token file that has one.
    PrivateFiles.write(file, issuer().sign(request));
  }

  private static String agentManifest() {
    try (InputStream text = StateFolder.class.getResourceAsStream("agent.yaml")) {
      if (text == null) {
        throw new IllegalStateException("agent.yaml is not in the program");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
