package dev.rolecall.sigv4.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.rolecall.fakes.Material;
import dev.rolecall.identity.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private static final Pattern COORDINATES =
      Pattern.compile("\"X\": *\"(\\w+)\",\\s*\"Y\": *\"(\\w+)\"");
  private static final String KEY_ID = "AKIDEXAMPLE";
  private static final Secret SECRET = new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

  @Test
  void derivesThePublicKeyThatTheSuiteGives() throws IOException {
    var point = P256.publicKey(EcdsaScalar.derive(KEY_ID, SECRET)).getW();
    List<String> files;
    try (Stream<Path> folders = Files.list(Material.required("vectors/sigv4a"))) {
      files =
          folders
              .map(folder -> folder.resolve("public-key.json"))
              .filter(Files::exists)
              .map(SigningKeysTest::read)
              .toList();
    }

    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(38)
        .allSatisfy(json -> {
          Matcher coordinates = COORDINATES.matcher(json);
          assertThat(coordinates.find()).isTrue();
          assertThat(point.getAffineX()).isEqualTo(new BigInteger(coordinates.group(1), 16));
          assertThat(point.getAffineY()).isEqualTo(new BigInteger(coordinates.group(2), 16));
        });
  }

  /** Half of all keys have the greater of the two possible y. */
  @Test
  void findsThePointOfAnyScalar() {
    BigInteger order = P256.CURVE.getOrder();
    var generator = P256.CURVE.getGenerator();
    var opposite = P256.publicKey(order.subtract(BigInteger.ONE)).getW();

    assertThat(P256.publicKey(BigInteger.ONE).getW()).isEqualTo(generator);
    assertThat(opposite.getAffineX()).isEqualTo(generator.getAffineX());
    assertThat(opposite.getAffineY()).isNotEqualTo(generator.getAffineY());
  }

  @Test
  void derivesOtherKeysFromOtherCredentials() {
    BigInteger scalar = EcdsaScalar.derive(KEY_ID, SECRET);

    assertThat(EcdsaScalar.derive("AKIDEXAMPLF", SECRET)).isNotEqualTo(scalar);
    assertThat(EcdsaScalar.derive(KEY_ID, new Secret("x"))).isNotEqualTo(scalar);
  }

  @Test
  void keepsWhatItDerived() {
    SigningKeys keys = new SigningKeys(KEY_ID, SECRET);
    SigningKey day = keys.symmetric("20260911", "us-east-1", "s3");

    assertThat(keys.symmetric("20260911", "us-east-1", "s3")).isSameAs(day);
    assertThat(keys.asymmetric()).isSameAs(keys.asymmetric());
    for (List<String> other :
        List.of(
            List.of("20260912", "us-east-1", "s3"),
            List.of("20260911", "us-east-2", "s3"),
            List.of("20260911", "us-east-1", "s4"))) {
      assertThat(keys.symmetric(other.get(0), other.get(1), other.get(2)))
          .as(other.toString())
          .isNotSameAs(day);
    }
  }

  @Test
  void comparesSymmetricSignaturesInConstantTime() {
    var classes = new ClassFileImporter().importClasses(HmacKey.class);

    ArchRuleDefinition.classes()
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(classes);
    ArchRuleDefinition.noClasses()
        .should()
        .callMethod(String.class, "equals", Object.class)
        .orShould()
        .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class)
        .check(classes);
  }

  @Test
  void printsNothingSecret() {
    SigningKeys keys = new SigningKeys(KEY_ID, SECRET);

    assertThat("" + keys + keys.asymmetric() + keys.symmetric("d", "r", "s"))
        .doesNotContain(SECRET.reveal());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
