package dev.rolecall.sigv4.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.Secret;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerSignatureTest {
  private static final String LARGEST = "00" + "ff".repeat(32);

  @Test
  void readsBothNumbers() {
    assertThat(pair("3006" + "02017f" + "020105"))
        .isEqualTo("00".repeat(31) + "7f" + "00".repeat(31) + "05");
    assertThat(pair("3007" + "02020080" + "020105"))
        .isEqualTo("00".repeat(31) + "80" + "00".repeat(31) + "05");
    assertThat(pair("3046" + "0221" + LARGEST + "0221" + LARGEST)).isEqualTo("ff".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "0206020101020101",
        "3006020101020181", // negative
        "300702020001020105", // longer than need be
        "3007020101020105", // a wrong length
        "300602010102010500", // something behind
        "30060201010201", // nothing behind
        "300602010102017F", // upper case
        "30060201010301ff", // no integer
        "300602000203010101", // no digits
        "3081060201010201050", // odd
        "308106020101020105", // a length in the long form
        "30800201010201050000", // an indefinite length
        "gggggggggggggggg",
      })
  void refusesWhatIsNotTheOneEncoding(String hex) {
    assertThat(DerSignature.pair(hex)).isEmpty();
  }

  @Test
  void refusesNumbersBeyond32Bytes() {
    assertThat(DerSignature.pair("3026" + "0221" + "01" + "00".repeat(32) + "020101")).isEmpty();
    assertThat(DerSignature.pair("3027" + "0222" + "00" + "ff".repeat(33) + "020101")).isEmpty();
    assertThat(DerSignature.pair("30".repeat(1_000_000))).isEmpty();
  }

  /** Zeros once verified anything under anyone's key (CVE-2022-21449). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3006020100020100",
        "3006020101020100",
        "3006020100020101",
        // The curve's order, which is zero in another form.
        "3026022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551020101",
        "3026020101022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
      })
  void verifiesNothingByNumbersThatNoSignatureHas(String hex) {
    assertThat(DerSignature.pair(hex)).isPresent();
    SigningKey key = EcdsaKey.derive("AKID", new Secret("s"));
    assertThat(key.verifies("text", hex)).isFalse();
    assertThat(key.verifies("text", hex.toUpperCase(Locale.ROOT))).isFalse();
  }

  private static String pair(String hex) {
    return HexFormat.of().formatHex(DerSignature.pair(hex).orElseThrow());
  }
}
