package dev.rolecall.sts.embedded;

import dev.rolecall.fakes.TestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** An upload to an S3-compatible store as the AWS SDK signs it, and what the store reads of it. */
record SdkUpload(SdkHttpRequest request, byte[] payload) {
  static SdkUpload sign(
      AwsCredentialsIdentity credentials,
      String content,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing -> {
              signing
                  .identity(credentials)
                  .request(
                      SdkHttpRequest.builder()
                          .method(SdkHttpMethod.PUT)
                          .uri(URI.create("https://store.local/acme-reports//a%20b/../c"))
                          .putHeader("Content-Length", String.valueOf(bytes.length))
                          .build())
                  .payload(ContentStreamProvider.fromByteArray(bytes))
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                  .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                  .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                  .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
              more.accept(signing);
            });
    try (InputStream stream = signed.payload().orElseThrow().newStream()) {
      return new SdkUpload(signed.request(), stream.readAllBytes());
    }
  }

  /** The request for a question, without its body. */
  Map<String, Object> asked() {
    List<Map<String, String>> headers = new ArrayList<>();
    request.forEachHeader((name, values) ->
        values.forEach(value -> headers.add(Map.of("name", name, "value", value))));
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("method", "PUT");
    asked.put("path", request.encodedPath());
    asked.put("query", request.encodedQueryParameters().orElse(""));
    asked.put("headers", headers);
    return asked;
  }

  String header(String name) {
    return request.firstMatchingHeader(name).orElseThrow();
  }

  /** The pieces of a payload in {@code aws-chunked}, for a question. */
  Map<String, Object> chunks() {
    String text = new String(payload, StandardCharsets.ISO_8859_1);
    List<Map<String, String>> signed = new ArrayList<>();
    int position = 0;
    boolean last = false;
    while (!last) {
      int end = text.indexOf("\r\n", position);
      String[] head = text.substring(position, end).split(";chunk-signature=");
      int length = Integer.parseInt(head[0], 16);
      signed.add(piece(text.substring(end + 2, end + 2 + length), head[1]));
      position = end + 2 + length + (length == 0 ? 0 : 2);
      last = length == 0;
    }
    Map<String, Object> chunks = new HashMap<>(Map.of("signed", signed));
    String[] trailer = text.substring(position).split("\r\nx-amz-trailer-signature:");
    if (trailer.length == 2) {
      chunks.put("trailer", piece(trailer[0].strip() + "\n", trailer[1].strip()));
    }
    return chunks;
  }

  private static Map<String, String> piece(String content, String signature) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    return Map.of("sha256", TestSigner.hash(bytes), "signature", signature);
  }
}
