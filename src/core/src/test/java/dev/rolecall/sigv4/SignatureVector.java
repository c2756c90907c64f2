package dev.rolecall.sigv4;

import dev.rolecall.fakes.Material;
import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sigv4.SignatureVerifier.Scope;
import dev.rolecall.sigv4.SignedRequest.Header;
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
import java.util.stream.Stream;

/** A case of the AWS signing test suite. */
record SignatureVector(Path folder, JsonObject context) {

  static Stream<SignatureVector> all() throws IOException {
    try (Stream<Path> folders = Files.list(Material.required("vectors/sigv4"))) {
      return folders.sorted().map(SignatureVector::read).toList().stream();
    }
  }

  private static SignatureVector read(Path folder) {
    try {
      String context = Files.readString(folder.resolve("context.json"));
      return new SignatureVector(folder, (JsonObject) Json.parse(context));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(folder.toString(), e);
    }
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
    Secret secret = new Secret(string(value(credentials, "secret_access_key")));
    return new SignatureVerifier(clock())
        .verify(
            request,
            new Scope.Service("service", canonicalization()),
            (accessKeyId, sessionToken) ->
                accessKeyId.equals(keyId) && sessionToken.equals(token)
                    ? new CredentialLookup.Answer.Known(secret)
                    : new CredentialLookup.Answer.Unknown());
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
    return String.valueOf(folder.getFileName());
  }
}
