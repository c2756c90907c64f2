package dev.rolecall.sigv4;

import dev.rolecall.fakes.Material;
import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sigv4.key.SigningKey;
import dev.rolecall.sigv4.key.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A case of the AWS signing test suite, of Signature Version 4 or 4A. */
record SignatureVector(String suite, Path folder, JsonObject context, SigningKeys keys) {

  /** The whole suite has one credential, whose keys need not be derived for each case. */
  private static final Map<String, SigningKeys> KEYS = new ConcurrentHashMap<>();

  /** All that come with signatures: two of 4A are requests only. */
  static Stream<SignatureVector> all() throws IOException {
    return Stream.concat(suite("sigv4"), suite("sigv4a"));
  }

  static Stream<SignatureVector> suite(String name) throws IOException {
    try (Stream<Path> folders = Files.list(Material.required("vectors/" + name))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("header-signature.txt")))
          .sorted()
          .map(folder -> read(name, folder))
          .toList()
          .stream();
    }
  }

  private static SignatureVector read(String suite, Path folder) {
    try {
      String text = Files.readString(folder.resolve("context.json"));
      JsonObject context = (JsonObject) Json.parse(text);
      JsonObject credentials = (JsonObject) value(context, "credentials");
      SigningKeys keys =
          KEYS.computeIfAbsent(
              string(value(credentials, "access_key_id")),
              id -> new SigningKeys(id, secret(credentials)));
      return new SignatureVector(suite, folder, context, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(folder.toString(), e);
    }
  }

  private static Secret secret(JsonObject credentials) {
    return new Secret(string(value(credentials, "secret_access_key")));
  }

  /** The request as signed, {@code form} being {@code header} or {@code query}. */
  SignedRequest request(String form) {
    String text = text(form + "-signed-request.txt");
    int blank = text.indexOf("\n\n");
    String[] lines = text.substring(0, blank).split("\n(?! )");
    String[] target =
        lines[0].substring(lines[0].indexOf(' ') + 1, lines[0].lastIndexOf(' ')).split("\\?", 2);
    List<Header> headers = new ArrayList<>();
    Arrays.stream(lines)
        .skip(1)
        .map(line -> line.replaceAll("\n *", " ").split(":", 2))
        .forEach(header -> headers.add(new Header(header[0], header[1])));
    return new SignedRequest(
        lines[0].substring(0, lines[0].indexOf(' ')),
        target[0],
        target.length == 2 ? target[1] : "",
        headers,
        text.substring(blank + 2).getBytes(StandardCharsets.ISO_8859_1));
  }

  SignatureResult verify(SignedRequest request) {
    JsonObject credentials = (JsonObject) value(context, "credentials");
    String token = credentials.get("token").map(SignatureVector::string).orElse("");
    String keyId = string(value(credentials, "access_key_id"));
    return new SignatureVerifier(clock())
        .verify(
            request,
            scope(),
            (accessKeyId, sessionToken) ->
                accessKeyId.equals(keyId) && sessionToken.equals(token)
                    ? new CredentialLookup.Answer.Known(keys)
                    : new CredentialLookup.Answer.Unknown());
  }

  Scope scope() {
    return new Scope.Service("service", Optional.of("us-east-1"), canonicalization());
  }

  SigningKey key() {
    return isOfVersion4A() ? keys.asymmetric() : keys.symmetric("20150830", "us-east-1", "service");
  }

  boolean isOfVersion4A() {
    return suite.equals("sigv4a");
  }

  private Clock clock() {
    return Clock.fixed(Instant.parse(string(value(context, "timestamp"))), ZoneOffset.UTC);
  }

  /** S3 is the service whose paths are not normalized. */
  Canonicalization canonicalization() {
    return ((JsonBoolean) value(context, "normalize")).value()
        ? Canonicalization.STANDARD
        : Canonicalization.S3;
  }

  String text(String file) {
    try {
      return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonValue value(JsonObject object, String name) {
    return object.get(name).orElseThrow();
  }

  private static String string(JsonValue value) {
    return ((JsonString) value).value();
  }

  @Override
  public String toString() {
    return suite + "/" + folder.getFileName();
  }
}
