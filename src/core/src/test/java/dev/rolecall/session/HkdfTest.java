package dev.rolecall.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The SHA-256 test cases of RFC 5869, appendix A. */
class HkdfTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void derivesTheBasicCase() {
    assertDerives(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void derivesTheCaseOfLongInputs() {
    assertDerives(
        range(0x00, 0x4f),
        range(0x60, 0xaf),
        range(0xb0, 0xff),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
  }

  private static void assertDerives(String key, String salt, String info, String expected) {
    byte[] output =
        new Hkdf(HEX.parseHex(key), HEX.parseHex(salt))
            .expand(HEX.parseHex(info), expected.length() / 2);
    assertThat(HEX.formatHex(output)).isEqualTo(expected);
  }

  private static String range(int first, int last) {
    StringBuilder hex = new StringBuilder();
    for (int value = first; value <= last; value++) {
      hex.append(HEX.toHexDigits((byte) value));
    }
    return hex.toString();
  }
}
